package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Refused;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An operator at a console tries what the platform would not do: the database refuses as well. */
@MaillageTest
class TenderSqlTest {
    @Autowired
    JdbcClient db;

    @Autowired
    TenderStories given;

    @ParameterizedTest
    @EnumSource(TenderState.class)
    void every_pair_of_states_is_allowed_or_refused_alike_in_java_and_in_sql(TenderState from) {
        for (TenderState to : TenderState.values()) {
            if (from == to) continue;
            UUID id = in(from);
            boolean allowed = from.next().contains(to);
            if (allowed) {
                assertThat(from.to(to)).isEqualTo(to);
                assertThatCode(() -> move(id, to)).as("%s to %s", from, to).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(Refused.class);
                assertThatThrownBy(() -> move(id, to)).as("%s to %s", from, to).hasMessageContaining("cannot become");
            }
        }
    }

    @Test
    void a_call_begins_as_a_draft_without_reference() {
        assertThatThrownBy(() -> db.sql("""
                        insert into tender (id, dla, state, created_at, updated_at)
                        values (gen_random_uuid(), 'marne', 'CLOSED', now(), now())""").update()).hasMessageContaining("begins as a draft");
        assertThatThrownBy(() -> db.sql("""
                        insert into tender (id, dla, reference, created_at, updated_at)
                        values (gen_random_uuid(), 'marne', '2026-51-999', now(), now())""").update()).hasMessageContaining("begins as a draft");
    }

    @Test
    void nobody_chooses_or_changes_a_reference() {
        UUID published = in(TenderState.PUBLISHED);
        refused("update tender set reference = '2026-51-998' where id = ?", published, "reference");
        refused("update tender set reference = null where id = ?", published, "reference");
        refused("update tender set reference = '2026-51-997' where id = ?", in(TenderState.DRAFT), "reference");
    }

    @Test
    void a_published_call_changes_by_an_amendment_only() {
        UUID published = in(TenderState.PUBLISHED);
        refused("update tender set title = 'Autre titre' where id = ?", published, "amendment only");
        refused("update tender set budget = budget * 2 where id = ?", published, "amendment only");
        refused(
                "update tender set closes_at = closes_at - interval '3 days' where id = ?",
                published,
                "amendment only");
        refused("update tender set amendments = 1, title = 'Autre titre' where id = ?", published, "amendment only");

        db.sql("""
                        insert into tender_amendment (tender, number, published_at, summary, changes)
                        values (?, 1, now(), 'Titre corrigé', '[]')""").param(published).update();
        refused("update tender set title = 'Autre titre' where id = ?", published, "amendment only");
        db.sql("update tender set amendments = 1, title = 'Autre titre' where id = ?")
                .param(published)
                .update();
        refused("update tender_amendment set summary = 'Rien' where tender = ?", published, "stands as published");
        refused("delete from tender_amendment where tender = ?", published, "stands as published");
        refused("insert into tender_amendment values (?, 4, now(), 'Saut', '[]')", published, "does not follow");
    }

    @Test
    void a_draft_or_an_ended_call_takes_no_amendment() {
        for (TenderState state : new TenderState[] {TenderState.DRAFT, TenderState.CLOSED, TenderState.CANCELLED})
            refused("insert into tender_amendment values (?, 1, now(), 'Trop', '[]')", in(state), "does not follow");
        refused("update tender set title = 'Autre titre' where id = ?", in(TenderState.AWARDED), "amendment only");
    }

    @Test
    void an_incomplete_draft_is_never_published() {
        for (String gap : new String[] {
            "title = ''",
            "beneficiary = ' '",
            "departments = '{}'",
            "domains = '{}'",
            "context = ''",
            "days = null",
            "budget = null",
            "starts_on = null",
            "ends_on = '2020-01-01'",
            "criteria = '[]'",
            "criteria = '[{\"name\": \"Prix\", \"weight\": 99}]'",
            "closes_at = null",
            "closes_at = now() - interval '1 day'",
            "questions_until = closes_at + interval '1 hour'",
            "contact_email = ''",
            "departments = '{99}'"
        }) {
            UUID draft = in(TenderState.DRAFT);
            db.sql("update tender set " + gap + " where id = ?").param(draft).update();
            assertThatThrownBy(() -> move(draft, TenderState.PUBLISHED)).as(gap).isInstanceOf(Exception.class);
        }
    }

    @Test
    void quarters_of_days_and_free_domains_are_refused_even_in_drafts() {
        UUID draft = in(TenderState.DRAFT);
        refused("update tender set days = 4.25 where id = ?", draft, "days");
        refused("update tender set days = 4.3 where id = ?", draft, "days");
        refused("update tender set domains = '{MAGIC}' where id = ?", draft, "domains");
    }

    @Test
    void the_domains_of_java_and_sql_are_the_same() {
        UUID draft = in(TenderState.DRAFT);
        String all =
                String.join(",", Arrays.stream(Domain.values()).map(Enum::name).toList());
        db.sql("update tender set domains = cast(? as text[]) where id = ?")
                .params("{" + all + "}", draft)
                .update();
        String sql = db.sql("""
                        select pg_get_constraintdef(oid) from pg_constraint
                         where conrelid = 'tender'::regclass and pg_get_constraintdef(oid) like '%domains <@%'""").query(String.class).single();
        assertThat(sql.split("'::text", -1)).hasSize(Domain.values().length + 1);
    }

    @Test
    void a_call_closes_at_its_deadline_not_before() {
        UUID published = in(TenderState.PUBLISHED);
        refused(
                "update tender set state = 'CLOSED', updated_at = closes_at - interval '1 second' where id = ?",
                published,
                "not before");
    }

    @Test
    void what_was_published_is_not_deleted_before_its_time() {
        for (TenderState state : new TenderState[] {TenderState.PUBLISHED, TenderState.CLOSED, TenderState.AWARDED})
            refused("delete from tender where id = ?", in(state), "stays for its retention");
        assertThat(db.sql("delete from tender where id = ?")
                        .param(in(TenderState.DRAFT))
                        .update())
                .isOne();
    }

    private void refused(String sql, UUID id, String why) {
        assertThatThrownBy(() -> db.sql(sql).param(id).update()).as(sql).hasMessageContaining(why);
    }

    private UUID in(TenderState state) {
        UUID id = given.draft("marne", "Un appel mis en état").id();
        switch (state) {
            case DRAFT -> {}
            case PUBLISHED, CANCELLED -> move(id, state);
            case CLOSED -> {
                move(id, TenderState.PUBLISHED);
                move(id, state);
            }
            case AWARDED, UNSUCCESSFUL -> {
                move(id, TenderState.PUBLISHED);
                move(id, TenderState.CLOSED);
                move(id, state);
            }
        }
        return id;
    }

    /** Writes by hand what the platform would write. */
    private void move(UUID id, TenderState to) {
        String also = switch (to) {
            case DRAFT -> "";
            case PUBLISHED -> ", published_at = now()";
            case CLOSED -> ", updated_at = closes_at";
            case AWARDED -> ", concluded_at = now(), award_providers = '{Atelier Essai}'";
            case UNSUCCESSFUL, CANCELLED -> ", concluded_at = now(), outcome_reason = 'Essai'";
        };
        db.sql("update tender set state = ?" + also + " where id = ?")
                .params(to.name(), id)
                .update();
    }
}
