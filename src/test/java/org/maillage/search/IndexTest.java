package org.maillage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maillage.search.SearchStories.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.search.Reindexing.Difference;
import org.maillage.tenders.TenderStories;
import org.maillage.testing.MaillageTest;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The index follows what happens, and nothing else; built anew it says where it did not. */
@MaillageTest
class IndexTest {
    @Autowired
    SearchIndex index;

    @Autowired
    Searching searching;

    @Autowired
    SearchStories given;

    @Autowired
    TenderStories calls;

    @Autowired
    Reindexing reindexing;

    @Autowired
    ReindexEndpoint endpoint;

    @Autowired
    Purge purge;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void nothingStays() {
        db.sql("delete from search_entry where id like 'essai-%'").update();
        db.sql("delete from person where account like 'essai-%'").update();
    }

    @Test
    void a_change_that_is_rolled_back_leaves_no_entry_and_an_entry_needs_a_transaction() {
        Entry entry = entry(Kind.NEWS, "Kinkajou", "", Audience.everyone());
        transaction.executeWithoutResult(status -> {
            index.put(entry);
            status.setRollbackOnly();
        });
        assertThat(titles("kinkajou")).isEmpty();
        assertThatThrownBy(() -> index.put(entry)).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> index.remove(entry.kind(), entry.id()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void an_entry_put_again_unchanged_writes_nothing() {
        Entry entry = given.put(entry(Kind.NEWS, "Margay", "", Audience.everyone()));
        String before = row(entry);
        given.put(entry);
        assertThat(row(entry)).isEqualTo(before);
    }

    private String row(Entry entry) {
        return db.sql("select ctid || ' ' || xmin from search_entry where id = :id")
                .param("id", entry.id())
                .query(String.class)
                .single();
    }

    @Test
    void an_entry_without_readers_or_leading_elsewhere_is_refused_by_the_database() {
        for (String path : List.of("//ailleurs.example", "https://ailleurs.example", "sans-barre"))
            assertThatThrownBy(() -> given.put(new Entry(
                            Kind.NEWS,
                            "essai-x",
                            path,
                            "T",
                            "",
                            "",
                            List.of(),
                            List.of(),
                            Audience.everyone(),
                            java.time.Instant.EPOCH)))
                    .hasMessageContaining("search_entry_path_check");
        assertThatThrownBy(() -> given.put(entry(Kind.NEWS, "T", "", new Audience(List.of()))))
                .hasMessageContaining("search_entry_audience_check");
    }

    @Test
    void a_call_is_found_once_published_never_as_a_draft_and_leaves_with_its_row() {
        var draft = calls.draft("aube", "Appel du coendou en brouillon");
        assertThat(titles("coendou")).isEmpty();
        var call = calls.published("aube", "Appel du coendou");
        assertThat(titles("coendou")).containsExactly("Appel du coendou");
        assertThat(titles(String.valueOf(call.reference()))).contains("Appel du coendou");
        transaction.executeWithoutResult(status -> {
            db.sql("alter table tender disable trigger tender_stays").update();
            db.sql("delete from tender where id in (:ids)")
                    .param("ids", List.of(call.id(), draft.id()))
                    .update();
            db.sql("alter table tender enable trigger tender_stays").update();
        });
        assertThat(titles("coendou")).isEmpty();
    }

    @Test
    void people_are_found_by_the_directory_s_rights_from_the_day_they_join_to_the_day_their_account_is_closed() {
        db.sql("""
                insert into person (account, name, title, email, role)
                values ('essai-tatou', 'Anatole Tatou', 'partenaire', 'essai-tatou@example.org', 'PARTNER')""").update();
        assertThat(titles("tatou")).isEmpty();
        assertThat(inside("tatou")).containsExactly("Anatole Tatou");
        var funder = new Member(UUID.randomUUID(), "Camille Essai", Role.FUNDER, null);
        assertThat(searching.find(SearchFilter.words("tatou"), funder, 1).hits())
                .isEmpty();
        db.sql("update person set left_on = current_date, gone_at = now() where account = 'essai-tatou'")
                .update();
        assertThat(inside("tatou")).isEmpty();
    }

    @Test
    void hosts_and_dlas_are_found_by_everyone() {
        assertThat(titles("dla marne")).contains("DLA de la Marne");
        assertThat(titles("boutiques de gestion")).contains("Boutiques de gestion Champagne");
        String partner = db.sql("select name from partner order by turn limit 1")
                .query(String.class)
                .single();
        assertThat(titles(partner)).contains("Les DLA de Champagne-Ardenne").doesNotContain(partner);
        assertThat(titles("confidentialité cookies")).contains("Confidentialité");
        assertThat(titles("privacy cookies")).contains("Confidentialité");
    }

    @Test
    void built_anew_the_index_is_the_same_whatever_happened() {
        calls.published("marne", "Appel du potamogale");
        reindexing.run(reindexing.kinds());
        assertThat(reindexing.run(reindexing.kinds()).some()).isEmpty();
    }

    @Test
    void what_is_missing_left_over_or_different_is_named_and_mended() {
        var call = calls.published("marne", "Appel du tenrec");
        var lost = calls.published("marne", "Appel du solénodon");
        reindexing.run(reindexing.kinds());
        db.sql("delete from search_entry where kind = 'CALL' and id = :id")
                .param("id", String.valueOf(lost.reference()))
                .update();
        db.sql("update search_entry set audience = '{dla:marne}' where kind = 'CALL' and id = :id")
                .param("id", String.valueOf(call.reference()))
                .update();
        Entry stray = given.put(entry(Kind.CALL, "Appel fantôme", "", Audience.everyone()));
        assertThat(endpoint.reindex())
                .contains(
                        "missing   CALL " + lost.reference(),
                        "different CALL " + call.reference(),
                        "left over CALL " + stray.id())
                .containsPattern("entries=\\d+ differed=3 seconds=");
        assertThat(titles("tenrec")).containsExactly("Appel du tenrec");
        assertThat(titles("solenodon")).containsExactly("Appel du solénodon");
        assertThat(titles("fantôme")).isEmpty();
        assertThat(reindexing.run(reindexing.kinds()).differences()).isZero();
    }

    @Test
    void a_change_made_during_the_comparison_is_kept() {
        calls.published("marne", "Appel du galago");
        var meanwhile = EnumSet.of(Kind.CALL);
        var building = CompletableFuture.supplyAsync(() -> reindexing.run(meanwhile));
        var changed = calls.published("marne", "Appel du potto");
        building.join();
        assertThat(titles("potto")).containsExactly("Appel du potto");
        assertThat(reindexing.run(meanwhile).some())
                .extracting(Reindexing.Different::how)
                .doesNotContain(Difference.MISSING);
        assertThat(changed.reference()).isNotNull();
    }

    @Test
    void a_word_that_is_written_nowhere_any_more_is_forgotten_by_the_purge() {
        Entry entry = given.put(entry(Kind.TOOL, "Un quokka", "", Audience.everyone()));
        given.put(entry(Kind.TOOL, "Le dernier phascogale", "", Audience.everyone()));
        assertThat(known("quokka")).isTrue();
        given.remove(entry);
        purge.run();
        assertThat(known("quokka")).isFalse();
        assertThat(known("phascogale")).isTrue();
    }

    private boolean known(String word) {
        return db.sql("select exists (select from search_word where word = :word and token = 'all')")
                .param("word", word)
                .query(Boolean.class)
                .single();
    }

    private List<String> titles(String text) {
        return searching.find(SearchFilter.words(text), null, 1).hits().stream()
                .map(hit -> hit.title().plain())
                .toList();
    }

    private List<String> inside(String text) {
        return searching.find(SearchFilter.words(text), Viewers.officer("aube"), 1).hits().stream()
                .map(hit -> hit.title().plain())
                .toList();
    }
}
