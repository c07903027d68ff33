package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.maillage.kernel.DlaId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of tools, one page at a time. */
@Repository
class ToolCatalogue {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final String LINES = """
            select t.id, t.title, t.purpose, t.state, t.steps, t.tags, t.changed_at,
                   array(select a.dla from tool_author a where a.tool = t.id order by a.dla) authors,
                   (select count(*) from tool_file f where f.tool = t.id and f.removed_at is null) files,
                   (select count(*) from tool v where v.variant_of = t.id and v.deleted_at is null) variants,
                   (select count(*) from tool_file f join tool_checkout c on c.slot = f.id
                     where f.tool = t.id and c.until > :now) out
              from tool t""";
    private final JdbcClient db;
    private final Clock clock;

    ToolCatalogue(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A statement's conditions with their values. */
    private record Conditions(String sql, Map<String, Object> values) {}

    long count(ToolFilter filter) {
        Conditions where = conditions(filter);
        return db.sql("select count(*) from tool t" + where.sql)
                .params(where.values)
                .query(Long.class)
                .single();
    }

    List<ToolLine> list(ToolFilter filter, int most, int offset) {
        return statement(filter, "", most, offset).query(ToolCatalogue::line).list();
    }

    /** How PostgreSQL goes about the first page of {@link #list}: for tests and operators. */
    List<String> explain(ToolFilter filter) {
        return statement(filter, "explain ", 20, 0)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** The tags that most tools have, in the order of the alphabet. */
    List<String> tags(int most) {
        return db.sql("""
                        select tag from (select tag, count(*) from tool, unnest(tags) tag
                                          where deleted_at is null group by tag order by count(*) desc, tag limit :most) t
                         order by plain(tag)""")
                .param("most", most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private JdbcClient.StatementSpec statement(ToolFilter filter, String before, int most, int offset) {
        Conditions where = conditions(filter);
        return db.sql(before + LINES + where.sql + order(filter) + " limit :most offset :offset")
                .params(where.values)
                .param("now", clock.instant().atOffset(UTC))
                .param("most", most)
                .param("offset", offset);
    }

    private static String order(ToolFilter filter) {
        if (filter.order() == ToolFilter.Order.TITLE) return " order by plain(t.title), t.id";
        boolean words = !query(filter.text()).isEmpty();
        return (words ? " order by ts_rank(t.search, to_tsquery('public.french_plain', :text)) desc, " : " order by ")
                + "t.changed_at desc, t.id";
    }

    private static Conditions conditions(ToolFilter filter) {
        var sql = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        sql.add("t.deleted_at is null");
        if (filter.state() == null) sql.add("t.state <> 'VARIANT'");
        else {
            sql.add("t.state = :state");
            values.put("state", filter.state().name());
        }
        if (filter.step() != null) {
            sql.add(":step = any(t.steps)");
            values.put("step", filter.step().name());
        }
        if (filter.domain() != null) {
            sql.add(":domain = any(t.domains)");
            values.put("domain", filter.domain().name());
        }
        if (filter.dla() != null) {
            sql.add("exists (select from tool_author a where a.tool = t.id and a.dla = :dla)");
            values.put("dla", filter.dla().slug());
        }
        if (!filter.tag().isEmpty()) {
            sql.add("t.tags @> array[cast(:tag as text)]");
            values.put("tag", filter.tag());
        }
        String query = query(filter.text());
        if (!query.isEmpty()) {
            sql.add("t.search @@ to_tsquery('public.french_plain', :text)");
            values.put("text", query);
        } else if (!filter.text().isEmpty()) sql.add("false"); // nothing but signs: no word holds them
        return new Conditions("\n where " + String.join("\n   and ", sql), values);
    }

    /** All the words, the last of which may be unfinished; letters and digits only, so that nothing is left to quote. */
    private static String query(String text) {
        List<String> words = WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .limit(12)
                .collect(Collectors.toCollection(ArrayList::new));
        if (words.isEmpty()) return "";
        String last = words.removeLast();
        // A finished last word is stemmed like the others; an unfinished one begins a word.
        words.add(last.length() < 3 ? last : "(" + last + " | " + last + ":*)");
        return String.join(" & ", words);
    }

    private static ToolLine line(ResultSet row, int n) throws SQLException {
        return new ToolLine(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("purpose"),
                ToolState.valueOf(row.getString("state")),
                Tools.strings(row, "authors").stream().map(DlaId::new).toList(),
                Tools.strings(row, "steps").stream().map(Step::valueOf).toList(),
                Tools.strings(row, "tags"),
                Tools.instant(row, "changed_at"),
                row.getInt("files"),
                row.getInt("variants"),
                row.getInt("out"));
    }
}
