package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DepartmentCode;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Statements;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MaillageTest
class TenderCatalogueTest {
    @Autowired
    TenderCatalogue catalogue;

    @Autowired
    TenderStories given;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @AfterEach
    void rightTime() {
        clock.reset();
    }

    @Test
    void drafts_are_in_no_list_and_have_no_page() {
        given.draft("aube", "Brouillon introuvable quokka");
        assertThat(titles(words("quokka"))).isEmpty();
    }

    @Test
    void words_are_found_without_accents_in_other_forms_and_unfinished() {
        given.published("aube", "Évaluer l’activité de la crèche zébrée");
        assertThat(titles(words("zebree"))).hasSize(1);
        assertThat(titles(words("CRÈCHES ZÉBRÉES"))).hasSize(1);
        assertThat(titles(words("creche zeb"))).hasSize(1);
        assertThat(titles(words("zebree -creche"))).isEmpty();
        assertThat(titles(words("zebree introuvable"))).isEmpty();
    }

    @Test
    void strange_input_is_words_or_nothing_never_an_error() {
        for (String text :
                List.of("'", "\"", "a & | ! b:*", "<->", "%_\\", "\u0000x", "(((", ":*", "été' or 1=1 --", "😀 emoji"))
            assertThat(titles(words(text))).isNotNull();
    }

    @Test
    void a_reference_finds_its_call() {
        Tender call = given.published("marne", "Appel cherché par sa référence");
        assertThat(titles(words(String.valueOf(call.reference()))))
                .containsExactly(call.terms().title());
    }

    @Test
    void a_call_past_its_deadline_is_closed_before_anyone_has_noted_it() {
        Tender call = given.published("marne", "Appel bientôt clos ornithorynque");
        assertThat(titles(words("ornithorynque"))).hasSize(1);
        clock.advance(Duration.ofDays(22));
        assertThat(titles(words("ornithorynque"))).isEmpty();
        var closed = new TenderFilter(Set.of(), Set.of(), null, TenderFilter.Status.CLOSED, "ornithorynque");
        assertThat(titles(closed)).hasSize(1);
        var shown = catalogue
                .find(java.util.Objects.requireNonNull(call.reference()))
                .orElseThrow();
        assertThat(shown.state()).isEqualTo(TenderState.CLOSED);
        assertThat(shown.takesQuestions()).isFalse();
    }

    @Test
    void a_filter_survives_its_address() {
        var filter = TenderFilter.of(
                List.of("51", "08", "nonsense"), List.of("human-resources", "x"), "collective", "clos", "à & é");
        assertThat(filter.departments()).containsExactlyInAnyOrder(new DepartmentCode("51"), new DepartmentCode("08"));
        assertThat(filter.query())
                .isEqualTo(
                        "departement=08&departement=51&domaine=human-resources&type=collective&statut=clos&q=%C3%A0+%26+%C3%A9");
    }

    @Test
    void among_thousands_of_calls_the_open_ones_are_read_by_index_in_two_statements() {
        transaction.executeWithoutResult(status -> {
            thousands();
            // What vacuum does in time: new words leave the index's waiting list.
            db.sql("select gin_clean_pending_list('tender_search')")
                    .query(Long.class)
                    .single();
            db.sql("analyze tender").update();
            assertThat(plan(TenderFilter.open())).contains("Index").doesNotContain("Seq Scan on tender");
            var words = TenderFilter.of(List.of(), List.of(), "", "tous", "kookaburra");
            assertThat(String.join("\n", catalogue.explain(words, true))).contains("tender_search");
            assertThat(plan(words)).doesNotContain("Seq Scan on tender");
            assertThat(plan(new TenderFilter(Set.of(), Set.of(), null, TenderFilter.Status.CLOSED, "")))
                    .contains("tender_by_deadline");
            var heard = Statements.during(() -> {
                catalogue.count(TenderFilter.open());
                assertThat(catalogue.list(TenderFilter.open(), 20, 0)).hasSize(20);
            });
            assertThat(heard).hasSize(2);
            status.setRollbackOnly();
        });
    }

    @Test
    void a_call_with_everything_is_read_in_a_handful_of_statements() {
        var reference = java.util.Objects.requireNonNull(
                given.published("marne", "Appel lu en peu de fois").reference());
        assertThat(Statements.during(() -> catalogue.find(reference))).hasSizeLessThanOrEqualTo(6);
    }

    /** 2,500 calls over three years, 40 of them open: rows as publication makes them. */
    private void thousands() {
        Instant now = clock.instant();
        var model = given.published("haute-marne", "Le modèle des milliers");
        db.sql("""
                        create temporary table many on commit drop as
                        select t.*, n from tender t, generate_series(1, 2500) n where t.id = :id""").param("id", model.id()).update();
        db.sql("""
                        insert into tender (id, dla, created_at, updated_at, title, beneficiary, departments, domains, context,
                               objectives, deliverables, how_to_answer, days, budget, starts_on, ends_on, criteria, closes_at,
                               contact_name, contact_email)
                        select gen_random_uuid(), dla, created_at, updated_at, 'Appel ' || n || case n when 7 then ' kookaburra' else '' end,
                               beneficiary, departments, domains, context, objectives, deliverables, how_to_answer, days, budget,
                               starts_on, ends_on, criteria,
                               cast(:now as timestamptz) + case when n <= 40 then n * interval '1 day' else -n * interval '10 hours' end,
                               contact_name, contact_email
                          from many""").param("now", now.atOffset(java.time.ZoneOffset.UTC)).update();
        db.sql(
                        "update tender set state = 'PUBLISHED', published_at = closes_at - interval '60 days' where state = 'DRAFT' and title ~ '^Appel [0-9]+'")
                .update();
        db.sql(
                        "update tender set state = 'CLOSED', updated_at = closes_at where state = 'PUBLISHED' and closes_at <= :now and title ~ '^Appel [0-9]+'")
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private String plan(TenderFilter filter) {
        return String.join("\n", catalogue.explain(filter, false));
    }

    private List<String> titles(TenderFilter filter) {
        return catalogue.list(filter, 20, 0).stream().map(TenderLine::title).toList();
    }

    private static TenderFilter words(String text) {
        return TenderFilter.of(List.of(), List.of(), "", "", text);
    }
}
