package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;
import org.springframework.util.LinkedMultiValueMap;

/** What a tool may say, as people and others type it. */
class ToolContentTest {

    @Test
    void everything_wrong_is_said_at_once_each_beside_its_field() {
        var posted = typed("title", "", "purpose", "", "links", "javascript:alert(1) Un piège");
        posted.add("tags", "x".repeat(41));
        posted.add("text", "a".repeat(40_001));
        assertThat(refusals(posted)).containsExactlyInAnyOrder("title", "purpose", "links", "tags", "text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,<script>",
                "//example.org",
                "ftp://example.org/a",
                "https://",
                "https:// example.org"
            })
    void a_link_is_an_address_of_the_web(String url) {
        assertThat(refusals(typed("title", "Titre", "purpose", "But", "links", url)))
                .containsExactly("links");
    }

    @Test
    void a_title_hides_nothing_and_a_text_keeps_its_lines() {
        var posted = typed("title", "Guide\u202e\u0007 du\r\n premier  entretien", "purpose", "But");
        posted.add("text", "Un\r\ndeux\rtrois\u0000\u0008");
        ToolContent read = ToolForm.typed(posted).read();
        assertThat(read.title()).isEqualTo("Guide du premier entretien");
        assertThat(read.text()).isEqualTo("Un\ndeux\ntrois");
    }

    @Test
    void tags_are_each_there_once_in_lower_case() {
        var posted = typed("title", "Titre", "purpose", "But", "tags", "Entretien, trame; ENTRETIEN\nÉTÉ ,, ");
        assertThat(ToolForm.typed(posted).read().tags()).containsExactly("entretien", "trame", "été");
    }

    @Test
    void too_much_is_refused_before_it_costs_anything() {
        String links = Stream.iterate(1, i -> i + 1)
                .limit(21)
                .map(i -> "https://example.org/" + i)
                .collect(Collectors.joining("\n"));
        String tags = Stream.iterate(1, i -> i + 1).limit(21).map(i -> "t" + i).collect(Collectors.joining(","));
        var posted = typed("title", "a".repeat(161), "purpose", "b".repeat(601), "links", links, "tags", tags);
        posted.add("text", "l\n".repeat(2_001) + "l");
        assertThat(refusals(posted)).containsExactlyInAnyOrder("title", "purpose", "links", "tags", "text");
    }

    @Test
    void what_is_no_step_domain_or_licence_is_passed_over() {
        var posted = typed("title", "Titre", "purpose", "But", "steps", "DIAGNOSIS", "licence", "MINE");
        posted.add("steps", "'; drop table tool;--");
        posted.add("domains", "NOWHERE");
        ToolContent read = ToolForm.typed(posted).read();
        assertThat(read.steps()).containsExactly(Step.DIAGNOSIS);
        assertThat(read.domains()).isEmpty();
        assertThat(read.licence()).isEqualTo(Licence.NETWORK);
    }

    @Property
    void a_form_gives_back_what_it_shows(@ForAll("contents") ToolContent content) {
        assertThat(ToolForm.of(content).read()).isEqualTo(content);
        assertThat(ToolForm.of(ToolForm.of(content).read())).isEqualTo(ToolForm.of(content));
    }

    @Property
    void what_neither_changed_stays_and_what_one_changed_follows(
            @ForAll("contents") ToolContent base, @ForAll("contents") ToolContent changed) {
        var was = ToolForm.of(base);
        var is = ToolForm.of(changed);
        assertThat(new ToolMerge(was, is, was).together()).isEqualTo(is);
        assertThat(new ToolMerge(was, was, is).together()).isEqualTo(is);
        assertThat(new ToolMerge(was, is, is).clean()).isTrue();
        assertThat(new ToolMerge(was, was, was).together()).isEqualTo(was);
    }

    @Test
    void sets_to_which_both_add_hold_what_both_added_and_not_what_either_took_out() {
        var base = ToolForm.of(ToolStories.content("T", "x")).with(ToolField.TAGS, "a\nb\nc");
        var both = new ToolMerge(base, base.with(ToolField.TAGS, "a\nc\nd"), base.with(ToolField.TAGS, "a\nb\ne"));
        assertThat(both.together().elements(ToolField.TAGS)).containsExactlyInAnyOrder("a", "d", "e");
        assertThat(both.clean()).isTrue();
    }

    @Test
    void a_choice_of_mine_or_theirs_is_kept_field_by_field() {
        var base = ToolForm.of(ToolStories.content("T", "x"));
        var mine = base.with(ToolField.TITLE, "Le mien").with(ToolField.TEXT, "y");
        var theirs = base.with(ToolField.TITLE, "Le leur").with(ToolField.TEXT, "z");
        var merge = new ToolMerge(base, mine, theirs);
        assertThat(merge.clean()).isFalse();
        var chosen = merge.chosen(typed("take.title", "theirs", "take.text", "mine"));
        assertThat(chosen.form().get(ToolField.TITLE)).isEqualTo("Le leur");
        assertThat(chosen.form().get(ToolField.TEXT)).isEqualTo("y");
        assertThat(chosen.toFinish()).isFalse();
        assertThat(merge.chosen(typed("take", "theirs")).form()).isEqualTo(theirs);
        var mixed = merge.chosen(typed("take.title", "mine", "take.text", "merged"));
        assertThat(mixed.form().get(ToolField.TEXT)).isEqualTo("y\nz");
        assertThat(mixed.toFinish()).isTrue();
    }

    @Test
    void a_state_leads_only_where_it_says() {
        for (ToolState from : ToolState.values())
            for (ToolState to : ToolState.values())
                if (from.next().contains(to)) assertThat(from.to(to)).isEqualTo(to);
                else assertThatThrownBy(() -> from.to(to)).isInstanceOf(Refused.class);
    }

    @Provide
    Arbitrary<ToolContent> contents() {
        Arbitrary<String> words =
                Arbitraries.of("Guide", "Grille de diagnostic", "Un\ndeux\ntrois", "É ; à « b »", "- a\n- b");
        Arbitrary<List<String>> tags =
                Arbitraries.of("a", "b", "c d", "été").list().uniqueElements().ofMaxSize(3);
        Arbitrary<List<Step>> steps =
                Arbitraries.of(Step.values()).list().uniqueElements().ofMaxSize(3);
        return net.jqwik.api.Combinators.combine(words, words, words, tags, steps)
                .as((title, purpose, text, t, s) -> new ToolContent(
                        title,
                        purpose,
                        s,
                        List.of(),
                        Licence.CC_BY,
                        text,
                        List.of(new ToolContent.Link("Un lien", "https://example.org/a?b=c#d")),
                        t));
    }

    private static List<String> refusals(LinkedMultiValueMap<String, String> posted) {
        try {
            ToolForm.typed(posted).read();
            return List.of();
        } catch (Refused e) {
            return e.violations().stream().map(Violation::field).distinct().toList();
        }
    }

    private static LinkedMultiValueMap<String, String> typed(String... pairs) {
        var posted = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) posted.add(pairs[i], pairs[i + 1]);
        return posted;
    }
}
