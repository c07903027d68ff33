package org.maillage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maillage.search.SearchStories.entry;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.search.Found.How;
import org.maillage.search.Marked.Part;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Statements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MaillageTest
class SearchingTest {
    private static final Audience ALL = Audience.everyone();

    @Autowired
    Searching searching;

    @Autowired
    SearchStories given;

    @Autowired
    JdbcClient db;

    @Test
    void words_are_found_in_other_forms_and_without_accents() {
        given.put(entry(Kind.NEWS, "Évaluer les crèches mouchetées", "Un bandicoot y rêvait.", ALL));
        for (String typed : List.of("mouchetee creche", "CRÈCHE MOUCHETÉE", "évaluation mouchetees bandicoots"))
            assertThat(titles(typed)).as(typed).containsExactly("Évaluer les crèches mouchetées");
        assertThat(find("mouchetee bandicoot").how()).isEqualTo(How.EXACT);
        assertThat(titles("mouchetee -creche")).isEmpty();
    }

    @Test
    void a_phrase_in_quotation_marks_is_found_in_this_order_only() {
        given.put(entry(Kind.NEWS, "Premier", "la loutre cendrée du ruisseau", ALL));
        given.put(entry(Kind.NEWS, "Second", "cendrée comme la loutre", ALL));
        assertThat(titles("\"loutre cendrée\"")).containsExactly("Premier");
        assertThat(titles("loutre cendree")).containsExactlyInAnyOrder("Premier", "Second");
    }

    @Test
    void the_title_weighs_more_than_the_text_and_the_fresh_more_than_the_old() {
        var old = Instant.parse("2019-05-01T10:00:00Z");
        given.put(entry(Kind.TOOL, "Texte récent", "pangolin ardoise et le reste", ALL));
        given.put(entry(Kind.TOOL, "Pangolin ancien", "ardoise", ALL, old));
        given.put(entry(Kind.TOOL, "Pangolin ardoise", "ancien", ALL, old));
        given.put(entry(Kind.TOOL, "Texte ancien", "pangolin ardoise et le reste", ALL, old));
        assertThat(titles("pangolin ardoise"))
                .containsExactly("Pangolin ardoise", "Pangolin ancien", "Texte récent", "Texte ancien");
    }

    @Test
    void a_mistyped_word_finds_what_is_written_nearest_to_it() {
        given.put(entry(Kind.NEWS, "Le guépard administratif", "Un texte sur l’ornithologie.", ALL));
        var found = find("ornitholgie gupéard");
        assertThat(found.how()).isEqualTo(How.CORRECTED);
        assertThat(found.filter().text()).isEqualTo("ornithologie guepard");
        assertThat(found.hits()).extracting(hit -> hit.title().plain()).containsExactly("Le guépard administratif");
    }

    @Test
    void the_last_word_may_be_unfinished_and_some_words_are_better_than_none() {
        given.put(entry(Kind.NEWS, "Xylophone municipal", "", ALL));
        assertThat(find("xyloph").how()).isEqualTo(How.BEGUN);
        assertThat(titles("xyloph")).containsExactly("Xylophone municipal");
        var some = find("xylophone krrgmpf");
        assertThat(some.how()).isEqualTo(How.SOME);
        assertThat(some.hits()).hasSize(1);
        var nothing = find("krrgmpf");
        assertThat(nothing.how()).isEqualTo(How.NOTHING);
        assertThat(nothing.total()).isZero();
    }

    @Test
    void a_mistake_is_never_corrected_by_a_word_that_the_viewer_may_not_read() {
        given.put(entry(Kind.TOOL, "Secret", "hippocampe", Audience.roles(org.maillage.kernel.Role.OFFICER)));
        assertThat(find("hipocampe").how()).isEqualTo(How.NOTHING);
        var officer = Viewers.officer("marne");
        assertThat(searching.find(SearchFilter.words("hipocampe"), officer, 1).how())
                .isEqualTo(How.CORRECTED);
    }

    @Test
    void filters_narrow_by_kind_department_domain_and_year() {
        given.put(entry(Kind.NEWS, "Axolotl", "", ALL, Instant.parse("2025-12-31T23:30:00Z"))); // 2026 in Paris
        assertThat(total(new SearchFilter("axolotl", Kind.NEWS, new DepartmentCode("51"), Domain.FINANCE, 2026)))
                .isOne();
        assertThat(total(new SearchFilter("axolotl", Kind.TOOL, null, null, null)))
                .isZero();
        assertThat(total(new SearchFilter("axolotl", null, new DepartmentCode("08"), null, null)))
                .isZero();
        assertThat(total(new SearchFilter("axolotl", null, null, Domain.LEGAL, null)))
                .isZero();
        assertThat(total(new SearchFilter("axolotl", null, null, null, 2025))).isZero();
        assertThat(total(new SearchFilter("", Kind.NEWS, null, Domain.FINANCE, 2026)))
                .isPositive();
    }

    @Test
    void an_excerpt_shows_the_words_deep_in_a_long_text_and_escapes_nothing_itself() {
        String long1 = "mot <b>quelconque</b> & ".repeat(4_000);
        given.put(entry(Kind.TOOL, "Long", long1 + "ici le Salamandre <script>alert(1)</script> passe " + long1, ALL));
        var excerpt = find("salamandres").hits().getFirst().excerpt();
        assertThat(excerpt.parts()).contains(new Part("Salamandre", true));
        assertThat(excerpt.plain()).hasSizeLessThan(600);
    }

    @Test
    void marks_in_a_text_are_not_marks_of_what_is_found() {
        given.put(entry(Kind.TOOL, "Marque\u0002 fausse \u0003", "\u0002wombat\u0003 \u0002faux", ALL));
        var hit = find("wombat").hits().getFirst();
        assertThat(hit.excerpt().parts()).filteredOn(Part::found).containsExactly(new Part("wombat", true));
        assertThat(hit.title().parts()).filteredOn(Part::found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "\"\"\"",
                "a & | ! b:*",
                "<->",
                "<3>",
                "%_\\",
                "(((",
                ":*",
                "été' or 1=1 --",
                "😀 emoji",
                "-",
                "--",
                "- - -",
                "\\",
                "'':*",
                "le la les",
                "or or or",
                "a:ABCD",
                "<script>alert(1)</script>",
                "\u202eretourné",
                "œ",
                "\ud800",
                "mot'; drop table search_entry; --",
                "https://example.org/a'b?c=d&e",
                "x@example.org",
                "12,5",
                "-5",
                "2026-51-004"
            })
    void strange_input_is_words_or_nothing_never_an_error(String text) {
        assertThat(find(text)).isNotNull();
        assertThat(searching.suggest(text, null)).isNotNull();
    }

    @Test
    void ten_thousand_characters_are_cut_to_a_search() {
        assertThat(find("tapir ".repeat(2_000))).isNotNull();
        assertThat(find("é".repeat(10_000))).isNotNull();
        assertThat(searching.suggest("tapir ".repeat(2_000), null)).isEmpty();
    }

    @Test
    void titles_are_suggested_while_a_word_is_typed() {
        given.put(entry(Kind.TOOL, "L’ocelot et l’accompagnement", "", ALL));
        for (String typed : List.of("oce", "ocelot accompagneme", "Océlot et l’acc", "accompagnement ocelo"))
            assertThat(searching.suggest(typed, null))
                    .as(typed)
                    .extracting(Suggestion::title)
                    .contains("L’ocelot et l’accompagnement");
        assertThat(searching.suggest("o", null)).isEmpty();
        assertThat(searching.suggest("ocelot zzz", null)).isEmpty();
    }

    @Test
    void the_strangest_of_texts_is_indexed_by_its_beginning() {
        var strange = new StringBuilder("numbat ");
        for (int n = 0; n < 60_000; n++)
            strange.append(Integer.toString(n * 7_919, 36)).append(' ');
        var huge = given.put(entry(Kind.TOOL, "Étrange", strange.toString().repeat(3), ALL));
        assertThat(titles("numbat")).containsExactly("Étrange");
        given.remove(huge);
        assertThat(titles("numbat")).isEmpty();
    }

    @Test
    void one_search_is_one_statement_and_what_is_new_another() {
        given.put(entry(Kind.NEWS, "Tamanoir", "", ALL));
        assertThat(Statements.during(() -> find("tamanoir"))).hasSize(1);
        var since = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Statements.during(() -> searching.since(since, Viewers.officer("aube"), 8)))
                .hasSize(1);
    }

    @Test
    void among_thousands_common_words_give_those_in_the_title_then_the_newest() {
        // In the transaction of the test's own, so that nobody else searches among thousands.
        new org.springframework.transaction.support.TransactionTemplate(
                        new org.springframework.jdbc.support.JdbcTransactionManager(source))
                .executeWithoutResult(status -> {
                    db.sql("""
                            insert into search_entry (kind, id, path, title, summary, text, departments, domains, audience, at)
                            select 'NEWS', 'foule-' || n, '/foule/' || n,
                                   case when n % 500 = 0 then 'Coati et fennec ' || n else 'Foule ' || n end, '',
                                   'un coati parle du fennec', '{}', '{}', array[case when n % 2 = 0 then 'all' else 'dla:nulle-part' end],
                                   timestamptz '2020-01-01' + n * interval '1 hour'
                              from generate_series(1, 8000) n""").update();
                    db.sql("analyze search_entry").update();
                    var found = find("coati fennec");
                    assertThat(found.many()).isTrue();
                    assertThat(found.hits())
                            .hasSize(10)
                            .allMatch(hit -> hit.title().plain().startsWith("Coati"));
                    assertThat(found.hits().getFirst().title().plain()).isEqualTo("Coati et fennec 8000");
                    var next = searching
                            .find(SearchFilter.words("coati fennec"), null, 2)
                            .hits();
                    assertThat(next)
                            .hasSize(10)
                            .extracting(hit -> hit.title().plain())
                            .startsWith("Coati et fennec 3000")
                            .contains("Foule 7998")
                            .doesNotContain("Foule 7999");
                    assertThat(searching.suggest("coat", null)).hasSize(8);
                    status.setRollbackOnly();
                });
    }

    @Autowired
    javax.sql.DataSource source;

    private Found find(String text) {
        return searching.find(SearchFilter.words(text), null, 1);
    }

    private int total(SearchFilter filter) {
        return searching.find(filter, null, 1).hits().size();
    }

    private List<String> titles(String text) {
        return find(text).hits().stream().map(hit -> hit.title().plain()).toList();
    }
}
