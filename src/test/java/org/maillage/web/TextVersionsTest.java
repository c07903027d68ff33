package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.maillage.web.TextDiff.Kind;

/** What differs between two texts, and what becomes of them together. */
class TextVersionsTest {
    private static final String BASE = "Accueil\n\nPrésenter le dispositif.\n\nÉcouter la demande.\n\nConclure.";

    @Test
    void a_changed_word_is_shown_within_its_line() {
        var diff = TextDiff.of("Présenter le dispositif.", "Présenter tout le dispositif local.");
        assertThat(diff.lines()).hasSize(1);
        assertThat(diff.lines().getFirst().spans())
                .filteredOn(s -> s.kind() == Kind.ADDED)
                .extracting(s -> s.text().strip())
                .containsExactly("tout", "local");
        assertThat(diff.lines().getFirst().spans()).noneMatch(s -> s.kind() == Kind.REMOVED);
    }

    @Test
    void long_stretches_that_are_the_same_are_counted_and_left_out() {
        String long1 = "ligne\n".repeat(40) + "fin";
        var diff = TextDiff.of(long1, long1 + "\nsuite");
        assertThat(diff.lines().getFirst().skipped()).isEqualTo(39);
        assertThat(diff.lines().getLast().spans()).containsExactly(new TextDiff.Span(Kind.ADDED, "suite"));
    }

    @Test
    void changes_in_different_places_fit_together() {
        var both = TextMerge.of(
                BASE, BASE.replace("Présenter", "Bien présenter"), BASE.replace("Conclure.", "Conclure.\n\nRelire."));
        assertThat(both.clean()).isTrue();
        assertThat(both.text()).contains("Bien présenter").endsWith("Relire.");
    }

    @Test
    void two_changes_of_one_line_keep_both_passages_and_say_so() {
        var both = TextMerge.of(
                BASE,
                BASE.replace("Écouter la demande.", "Écouter longuement."),
                BASE.replace("Écouter la demande.", "Écouter puis reformuler."));
        assertThat(both.clean()).isFalse();
        assertThat(both.text()).contains("Écouter longuement.\nÉcouter puis reformuler.");
    }

    @Test
    void two_texts_that_share_nothing_are_compared_all_the_same() {
        String one = numbered("avant", 2_000);
        String other = numbered("après", 2_000);
        assertThat(TextDiff.of(one, other).isEmpty()).isFalse();
        assertThat(TextMerge.of("", one, other).clean()).isFalse();
    }

    private static String numbered(String word, int lines) {
        return java.util.stream.IntStream.range(0, lines)
                .mapToObj(i -> word + i)
                .collect(Collectors.joining("\n"));
    }

    @Property
    void a_text_does_not_differ_from_itself(@ForAll("texts") String text) {
        assertThat(TextDiff.of(text, text).isEmpty()).isTrue();
    }

    @Property
    void nothing_is_lost_in_a_comparison(@ForAll("texts") String before, @ForAll("texts") String after) {
        var lines = TextDiff.whole(before, after);
        assertThat(said(lines, Kind.REMOVED)).isEqualTo(before.replace("\n", ""));
        assertThat(said(lines, Kind.ADDED)).isEqualTo(after.replace("\n", ""));
    }

    private static String said(List<TextDiff.Line> lines, Kind other) {
        return lines.stream()
                .flatMap(l -> l.spans().stream())
                .filter(s -> s.kind() == Kind.SAME || s.kind() == other)
                .map(TextDiff.Span::text)
                .collect(Collectors.joining());
    }

    @Property
    void who_alone_changed_a_text_is_followed(@ForAll("texts") String base, @ForAll("texts") String changed) {
        assertThat(TextMerge.of(base, changed, base)).isEqualTo(new TextMerge(changed, true));
        assertThat(TextMerge.of(base, base, changed)).isEqualTo(new TextMerge(changed, true));
        assertThat(TextMerge.of(base, changed, changed)).isEqualTo(new TextMerge(changed, true));
    }

    @Property
    void whose_side_one_is_on_does_not_decide_whether_they_fit(
            @ForAll("texts") String base, @ForAll("texts") String one, @ForAll("texts") String other) {
        var here = TextMerge.of(base, one, other);
        var there = TextMerge.of(base, other, one);
        assertThat(here.clean()).isEqualTo(there.clean());
        if (here.clean()) assertThat(here.text()).isEqualTo(there.text());
    }

    @Property
    void no_line_that_either_wrote_is_lost(
            @ForAll("texts") String base, @ForAll("texts") String one, @ForAll("texts") String other) {
        var kept = List.of(TextMerge.of(base, one, other).text().split("\n", -1));
        var known = List.of(base.split("\n", -1));
        for (String side : List.of(one, other))
            if (!side.isEmpty())
                for (String line : side.split("\n", -1))
                    if (!known.contains(line)) assertThat(kept).contains(line);
    }

    /** Few words, so that lines meet; each line begins or ends somewhere else. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> line = Arbitraries.of("", "a", "b b", "c, d", "é", "a b", "« f »", "  g");
        return line.list().ofMaxSize(8).map(lines -> String.join("\n", lines));
    }
}
