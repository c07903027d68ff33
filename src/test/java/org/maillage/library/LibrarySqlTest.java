package org.maillage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An operator's console obeys the same rules as an officer. */
@MaillageTest
class LibrarySqlTest {
    @Autowired
    ToolStories given;

    @Autowired
    Attaching attaching;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    private Member marne;
    private Member aube;

    @BeforeEach
    void people() {
        marne = given.person("marne-1");
        aube = given.person("aube-1");
    }

    private void refused(String sql, Object... values) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        t -> db.sql(sql).params(List.of(values)).update()))
                .as(sql)
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_knows_the_same_moves_as_the_code() {
        for (ToolState from : ToolState.values())
            for (ToolState to : ToolState.values()) {
                if (from == to) continue;
                Tool tool = in(from);
                String sql = switch (to) {
                    case COMMON ->
                        "update tool set state = 'COMMON', review_on = current_date, variant_of = null, base = null where id = ?";
                    case DRAFT ->
                        "update tool set state = 'DRAFT', review_on = null, variant_of = null, base = null where id = ?";
                    case VARIANT ->
                        "update tool set state = 'VARIANT', review_on = null, base = 1, variant_of = '"
                                + given.common(marne, "Autre", "x").id() + "' where id = ?";
                };
                boolean moves = from.next().contains(to);
                if (moves) assertThat(db.sql(sql).param(tool.id()).update()).isEqualTo(1);
                else refused(sql, tool.id());
                if (!moves) assertThat(given.now(tool).state()).isEqualTo(from);
            }
    }

    private Tool in(ToolState state) {
        return switch (state) {
            case DRAFT -> given.draft(marne, "Brouillon", "x");
            case COMMON -> given.common(marne, "Commun", "x");
            case VARIANT -> given.variant(given.common(marne, "Commun", "x"), aube);
        };
    }

    @Test
    void a_version_follows_the_last_and_stands_as_it_was_written() {
        Tool tool = given.draft(marne, "Guide", "Un.");
        refused("update tool set body = 'autre' where id = ?", tool.id());
        refused("update tool set body = 'autre', version = version + 2 where id = ?", tool.id());
        refused("update tool set body = 'autre', version = version + 1 where id = ?", tool.id()); // without its version
        refused("update tool_version set content = '{}' where tool = ?", tool.id());
        refused("delete from tool_version where tool = ?", tool.id());
        refused("update tool set dla = 'aube' where id = ?", tool.id());
        assertThat(given.now(tool).content().text()).isEqualTo("Un.");
    }

    @Test
    void someone_answers_for_each_tool_and_a_variant_is_its_dlas_alone() {
        Tool common = given.common(marne, "Guide", "Un.");
        Tool variant = given.variant(common, aube);
        refused("delete from tool_author where tool = ?", common.id());
        refused("insert into tool_author (tool, dla) values (?, 'marne')", variant.id());
    }

    @Test
    void a_dla_has_one_living_variant_of_a_tool_and_none_of_what_is_not_common() {
        Tool common = given.common(marne, "Guide", "Un.");
        given.variant(common, aube);
        String insert = """
                insert into tool (id, dla, state, title, purpose, steps, domains, licence, body, links, tags, variant_of, base,
                       created_at, changed_at)
                values (gen_random_uuid(), 'aube', 'VARIANT', 't', 'p', '{}', '{}', 'NETWORK', '', '[]', '{}', ?, 1, now(), now())""";
        refused(insert, common.id());
        refused(insert, given.draft(marne, "Brouillon", "x").id());
    }

    @Test
    void a_common_tool_with_variants_stays_common_and_a_deleted_one_is_not_written() {
        Tool common = given.common(marne, "Guide", "Un.");
        given.variant(common, aube);
        refused("update tool set state = 'DRAFT', review_on = null where id = ?", common.id());
        Tool gone = given.draft(marne, "Parti", "Un.");
        db.sql("update tool set deleted_at = now() where id = ?")
                .param(gone.id())
                .update();
        refused("""
                with v as (insert into tool_version (tool, number, at, dla, what, note, content)
                           select id, 2, now(), dla, 'WRITTEN', '', '{}' from tool where id = ?)
                update tool set version = 2, body = 'x' where deleted_at is not null and id = '%s'""".formatted(gone.id()), gone.id());
    }

    @Test
    void a_file_that_is_out_takes_no_version_from_another_dla_and_versions_follow() {
        Tool common = given.common(marne, "Guide", "Un.");
        UUID slot = given.attached(common, "a.txt", "a", marne);
        UUID file = given.stored("b.txt", "b").id();
        attaching.takeOut(common.id(), slot, marne);
        String insert =
                "insert into tool_file_version (slot, number, file, came_in, at, dla) values (?, ?, ?, 3, now(), ?)";
        refused(insert, slot, 2, file, "aube");
        refused(insert, slot, 3, file, "marne");
        refused(
                "insert into tool_checkout (slot, person, dla, taken_at, until) values (?, ?, 'aube', now(), now() + interval '1 day')",
                slot,
                aube.id());
    }

    @Test
    void a_proposal_waits_once_and_is_answered_once() {
        Tool common = given.common(marne, "Guide", "Un.");
        Tool variant = given.variant(common, aube);
        String insert = """
                insert into tool_proposal (id, variant, common, variant_version, base, at, message)
                values (gen_random_uuid(), ?, ?, 1, 1, now(), 'm')""";
        db.sql(insert).param(variant.id()).param(common.id()).update();
        refused(insert, variant.id(), common.id());
        refused("update tool_proposal set state = 'DECLINED', decided_at = now() where variant = ?", variant.id());
        db.sql("update tool_proposal set state = 'DECLINED', answer = 'non', decided_at = now() where variant = ?")
                .param(variant.id())
                .update();
        refused("update tool_proposal set state = 'ACCEPTED', answer = '' where variant = ?", variant.id());
    }

    @Test
    void the_lists_of_the_database_are_those_of_the_code() {
        Tool tool = given.draft(marne, "Guide", "Un.");
        for (String bad :
                List.of("steps = '{X}'", "domains = '{X}'", "licence = 'X'", "tags = array_fill('a'::text, array[21])"))
            refused("update tool set version = 2, " + bad + " where id = ?", tool.id());
        var all = new ToolContent(
                "Tout",
                "Tout ce qui peut l’être.",
                List.of(Step.values()),
                List.of(Domain.values()),
                Licence.NETWORK,
                "x",
                List.of(),
                List.of());
        Tool now = given.saved(tool, all, marne);
        assertThat(now.content()).isEqualTo(all);
        for (Licence licence : Licence.values())
            now = given.saved(
                    now,
                    new ToolContent("Tout", "But", List.of(), List.of(), licence, "x", List.of(), List.of()),
                    marne);
    }
}
