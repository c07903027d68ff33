package org.maillage.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.Refused;

class LinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,<script>",
                "file:///etc/passwd",
                "ftp://example.org/",
                "mailto:quelqu-un@example.org",
                "https://banque.example.org@pirate.example.net/",
                "https://",
                "http:///chemin",
                "https://localhost/",
                "https://exa mple.org/",
                "https://example.org\\@pirate.example.net",
                "https://example.org:99999999/",
                "https://-example-.org/",
                "pas une adresse",
                "https://example.org/\u0000",
                "//example.org/page"
            })
    void what_is_no_page_of_the_web_is_refused(String typed) {
        assertThatThrownBy(() -> Link.of(typed)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "example.org/page, https://example.org/page",
        "HTTP://Example.ORG/Page, http://example.org/Page",
        "https://été.example.org/à, https://xn--t-9fab.example.org/%C3%A0",
        "https://example.org/a b|c, https://example.org/a%20b%7Cc",
        "example.org:8080/x, https://example.org:8080/x"
    })
    void what_people_paste_is_made_right(String typed, String kept) {
        assertThat(Link.of(typed).text()).isEqualTo(kept);
    }

    @Test
    void spellings_of_one_page_have_one_key() {
        var spellings = List.of(
                "https://example.org/page?id=3",
                "http://www.example.org/page/?id=3",
                "https://EXAMPLE.org/page?id=3#suite",
                "https://example.org/page?utm_source=lettre&id=3&fbclid=x",
                "https://example.org:443/page?id=3");
        assertThat(spellings).extracting(s -> Link.of(s).key()).containsOnly("example.org/page?id=3");
        assertThat(Link.of("https://example.org/page?id=4").key())
                .isNotEqualTo(Link.of(spellings.getFirst()).key());
    }

    /** Whatever is typed ends as nothing, as a refusal, or as an address that any browser reads as the web. */
    @Property
    void nothing_else_ever_passes(@ForAll String typed) {
        Link link;
        try {
            link = Link.of(typed);
        } catch (Refused e) {
            return;
        }
        if (link.text().isEmpty()) return;
        URI uri = URI.create(link.text());
        assertThat(uri.getScheme()).isIn("http", "https");
        assertThat(uri.getHost()).isNotBlank();
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(link.text()).matches("\\p{ASCII}+").doesNotContainPattern("\\s");
    }
}
