package org.maillage.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Few traces: nothing is kept that the register does not tell. */
@MaillageTest
class EveryTableIsDeclaredTest {
    @Autowired
    List<TraceDeclaration> declarations;

    @Autowired
    TraceRegister register;

    @Autowired
    Languages languages;

    @Autowired
    JdbcClient db;

    @Test
    void every_table_is_declared_once_and_every_declared_table_exists() {
        List<String> tables = db.sql("""
                select c.relname
                  from pg_catalog.pg_class c
                  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = 'public' and c.relkind in ('r', 'p', 'm', 'f') and not c.relispartition""").query((row, n) -> row.getString(1)).stream()
                .map(Objects::requireNonNull)
                .toList();
        assertThat(traces()).extracting(Trace::table).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void every_table_says_what_why_and_who_in_both_languages() {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH))
            assertThat(register.sections(languages.in(language)))
                    .flatExtracting(RegisterSection::entries)
                    .hasSize(traces().size())
                    .allSatisfy(entry -> {
                        assertThat(entry.title()).as(entry.table()).isNotBlank().hasSizeLessThan(120);
                        assertThat(entry.why()).as(entry.table()).isNotBlank();
                        assertThat(entry.who()).as(entry.table()).isNotBlank();
                        assertThat(entry.kept()).as(entry.table()).isNotBlank();
                    });
    }

    @Test
    void what_is_about_people_has_a_legal_ground() {
        assertThat(traces())
                .allSatisfy(trace ->
                        assertThat(trace.personal()).as(trace.table()).isEqualTo(trace.ground() != LegalGround.NONE));
    }

    @Test
    void a_row_that_leaves_with_its_parent_really_does() {
        for (Trace trace : traces())
            if (trace.retention() instanceof WithParent(String parent))
                assertThat(db.sql("""
                                select exists (
                                  select from pg_catalog.pg_constraint
                                   where contype = 'f' and confdeltype = 'c'
                                     and conrelid = cast(:child as regclass) and confrelid = cast(:parent as regclass))""")
                                .param("child", trace.table())
                                .param("parent", parent)
                                .query(Boolean.class)
                                .single())
                        .as("%s leaves with %s by cascade", trace.table(), parent)
                        .isTrue();
    }

    @Test
    void the_purge_understands_every_declaration() {
        for (Trace trace : traces()) {
            String sql = switch (trace.retention()) {
                case DeletedAfter deleted -> "delete from " + trace.table() + " where " + deleted.when();
                case AnonymisedAfter anonymised ->
                    "update " + trace.table() + " set " + anonymised.set() + " where " + anonymised.when();
                default -> "";
            };
            if (!sql.isEmpty())
                db.sql("explain " + sql.replace(":limit", "cast('2000-01-01' as timestamptz)"))
                        .query((row, n) -> row.getString(1))
                        .list();
        }
    }

    private List<Trace> traces() {
        return declarations.stream().flatMap(d -> d.traces().stream()).toList();
    }
}
