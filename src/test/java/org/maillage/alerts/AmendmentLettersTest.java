package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.mail.CaughtMessage;
import org.maillage.tenders.Amendment;
import org.maillage.tenders.Reference;
import org.maillage.testing.MaillageTest;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An alert of an amendment says what changes, field by field, in words, whatever an officer typed. */
@MaillageTest
@Import(AlertStories.class)
class AmendmentLettersTest {
    private static final String HOSTILE = "<script>alert(1)</script> {{unsubscribe}} \\u202etxt";

    @Autowired
    AlertStories given;

    @Autowired
    Alerting alerting;

    @Autowired
    Digests digests;

    @Autowired
    Catcher catcher;

    @Autowired
    Languages languages;

    @Autowired
    JdbcClient db;

    @Test
    void the_letter_holds_each_field_before_and_after() {
        var reader = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        var weekly = given.subscriber(Choices.ALL, Rhythm.WEEKLY, true, "en");
        Reference call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        given.amended(call, "Deux choses changent.\nLisez-les.", """
                [{"field": "days", "before": "4,5", "after": "6"},
                 {"field": "budget", "before": "4500", "after": "6000"},
                 {"field": "closesAt", "before": "2027-03-01T12:00", "after": "2027-03-15T12:00"},
                 {"field": "context", "before": "Un.\\n\\nDeux.\\n\\nTrois.", "after": "Un.\\n\\nDeux <b>bis</b> {{preferences}}.\\n\\nTrois."},
                 {"field": "documents", "before": "", "after": "Cahier des charges.pdf\\nAnnexe.odt"}]""");
        alerting.tell(new Occasion(call, Occasion.Kind.AMENDMENT, 1));

        var message = amendment(reader);
        assertThat(message.text().replaceAll("[\u00a0\u202f]", " ").replace("\r", ""))
                .contains("Nombre de jours : 4,5 jours → 6 jours", "→ 6 000 €", "→ 15 mars 2027 à 12 h 00")
                .contains("Avant :\n    … Deux. …", "Deux <b>bis</b> { {preferences}}.")
                .contains("Documents ajoutés : Cahier des charges.pdf, Annexe.odt")
                .doesNotContain("Trois.");
        var html = Jsoup.parse(message.html());
        assertThat(html.select("dl.changes del").eachText()).contains("4,5 jours", "… Deux. …");
        assertThat(html.select("dl.changes ins").eachText()).contains("6 jours", "Cahier des charges.pdf Annexe.odt");
        assertThat(html.select("dl.changes b")).as("markup stays text").isEmpty();
        assertThat(html.select("dl.changes").text()).contains("Deux <b>bis</b> { {preferences}}.");

        digests.weekly();
        var digest = catcher.await(weekly.email().text());
        assertThat(digest.text()).contains("4.5 days → 6 days");
        assertThat(Jsoup.parse(digest.html()).select("dl.changes ins").eachText())
                .contains("6 days");
        assertThat(digest.header("Content-Language")).isEqualTo("en");
        assertThat(message.header("Content-Language")).isEqualTo("fr");
    }

    @Test
    void only_the_lines_that_differ_are_shown_and_a_very_long_text_is_cut() {
        var t = languages.in(Locale.FRENCH);
        var added = ChangedField.of(new Amendment.Change("objectives", "A\nB", "A\nB\nC"), t);
        assertThat(added.before()).containsExactly("…");
        assertThat(added.after()).containsExactly("… C");
        var fromNothing = ChangedField.of(new Amendment.Change("objectives", "", "A"), t);
        assertThat(fromNothing.before()).containsExactly("Rien");
        var repeated = ChangedField.of(new Amendment.Change("objectives", "A\nA", "A"), t);
        assertThat(repeated.before()).containsExactly("… A");
        assertThat(repeated.after()).containsExactly("…");
        var huge = ChangedField.of(new Amendment.Change("context", "x", "y".repeat(20_000)), t);
        assertThat(String.join("", huge.after())).hasSizeLessThan(3_100).endsWith("…");
    }

    @Test
    void hostile_words_stay_words() {
        var reader = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        Reference call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        given.amended(
                call,
                HOSTILE.replace("\\u202e", ""),
                "[{\"field\": \"<script>\", \"before\": \"" + HOSTILE + "\", \"after\": \"{{why}}\"}]");
        alerting.tell(new Occasion(call, Occasion.Kind.AMENDMENT, 1));
        var message = amendment(reader);
        assertThat(Jsoup.parse(message.html()).select("script")).isEmpty();
        String changes = Jsoup.parse(message.html()).select("dl.changes").text();
        assertThat(changes).contains("{ {unsubscribe}}", "{ {why}}").doesNotContain(reader.token());
    }

    private CaughtMessage amendment(Subscription reader) {
        return catcher.await(
                        m -> m.recipient().equals(reader.email().text())
                                && m.subject().startsWith("Rectificatif"),
                        1)
                .getFirst();
    }
}
