package org.maillage.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;

class SearchFilterTest {
    @Example
    void a_filter_survives_its_address() {
        var filter = SearchFilter.of("été « & »", "outil", "2A", "human-resources", "2026");
        assertThat(filter)
                .isEqualTo(new SearchFilter(
                        "été « & »", Kind.TOOL, new DepartmentCode("2A"), Domain.HUMAN_RESOURCES, 2026));
        assertThat(filter.at("/recherche"))
                .isEqualTo(
                        "/recherche?q=%C3%A9t%C3%A9+%C2%AB+%26+%C2%BB&type=outil&departement=2A&domaine=human-resources&annee=2026");
        assertThat(filter.choices()).isEqualTo(4);
    }

    @Example
    void what_makes_no_sense_asks_for_nothing() {
        var filter = SearchFilter.of(" \u0000\u202e ", "x'; drop", "99999", "?", "0000");
        assertThat(filter.choices()).isZero();
        assertThat(SearchFilter.of("", "", "", "", "").empty()).isTrue();
    }

    @Example
    void a_year_begins_and_ends_in_paris() {
        var filter = new SearchFilter("", null, null, null, 2026);
        assertThat(filter.since()).hasToString("2025-12-31T23:00Z");
        assertThat(filter.until()).hasToString("2026-12-31T23:00Z");
    }

    @Property
    void whatever_is_typed_becomes_one_short_line(@ForAll String text) {
        String kept = SearchFilter.words(text).text();
        assertThat(kept.length()).isLessThan(SearchFilter.LONGEST);
        assertThat(kept.split(" ")).hasSizeLessThanOrEqualTo(SearchFilter.MOST_WORDS);
        assertThat(kept).doesNotContain("\n", "\0").isEqualTo(kept.strip());
        assertThat(SearchFilter.words(kept).text()).isEqualTo(kept);
    }

    @Example
    void words_to_be_absent_are_no_words_to_be_there() {
        assertThat(SearchFilter.words("l’accueil \"plan d'action\" -crèche").positive())
                .containsExactly("l", "accueil", "plan", "d", "action");
    }
}
