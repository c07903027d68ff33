package org.maillage.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.maillage.search.Marked.Part;

class MarkedTest {
    @Example
    void words_between_marks_are_found_words() {
        assertThat(Marked.of("Une \u0002fiche\u0003 de \u0002suivi\u0003").parts())
                .containsExactly(
                        new Part("Une ", false),
                        new Part("fiche", true),
                        new Part(" de ", false),
                        new Part("suivi", true));
        assertThat(Marked.of("").parts()).isEmpty();
    }

    @Property
    void no_text_is_lost_and_no_mark_is_shown_whatever_comes(@ForAll String text) {
        assertThat(Marked.of(text).plain()).isEqualTo(text.replace("\u0002", "").replace("\u0003", ""));
        assertThat(Marked.of(text).parts()).noneMatch(part -> part.text().isEmpty());
    }

    @Property
    void a_stored_text_can_hold_no_mark(@ForAll String text) {
        assertThat(Marked.unmarked(text))
                .doesNotContain("\u0002", "\u0003", "\0")
                .hasSameSizeAs(text);
    }
}
