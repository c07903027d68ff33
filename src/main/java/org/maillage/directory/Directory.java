package org.maillage.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maillage.directory.Line.Sort;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The directory as one list. The reader's role is part of the question: what they may not see is never read. */
@Repository
class Directory {
    /** More than any list of lines holds; an export stops there. */
    static final int MOST = 20_000;

    private final JdbcClient db;
    private final Clock clock;

    Directory(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<Line> list(DirectoryFilter filter, Role reader, int most, int offset) {
        var parameters = new LinkedHashMap<String, Object>();
        String where = where(filter, reader, parameters);
        return db.sql("""
                select kind, id, name, detail, path, departments, domains, website,
                       case when :reader = any (inner_seen_by) then email else '' end email,
                       case when :reader = any (inner_seen_by) then phone else '' end phone
                  from directory_line""" + where + """
                 order by turn, sort_name, id
                 limit :most offset :offset""")
                .params(parameters)
                .param("most", most)
                .param("offset", offset)
                .query(Directory::line)
                .list();
    }

    long count(DirectoryFilter filter, Role reader) {
        var parameters = new LinkedHashMap<String, Object>();
        String where = where(filter, reader, parameters);
        return db.sql("select count(*) from directory_line" + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private String where(DirectoryFilter filter, Role reader, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        parameters.put("reader", reader.name());
        parameters.put("today", clock.instant().atZone(Paris.ZONE).toLocalDate());
        conditions.add(":reader = any (seen_by)");
        conditions.add("(left_on is null or left_on >= :today)");
        if (filter.sort() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", filter.sort().name());
        }
        if (!filter.department().isEmpty()) {
            // An offer or a provider without department in particular serves all; a funder or a person does not say.
            conditions.add(
                    "(departments @> array[cast(:department as text)] or cardinality(departments) = 0 and kind in ('PARTNER', 'PROVIDER'))");
            parameters.put("department", filter.department());
        }
        if (filter.domain() != null) {
            conditions.add("domains @> array[cast(:domain as text)]");
            parameters.put("domain", filter.domain().name());
        }
        var patterns = filter.patterns();
        if (!patterns.isEmpty()) {
            conditions.add("""
                    (plain_text like all (cast(:patterns as text[]))
                     or :reader = any (inner_seen_by)
                        and concat_ws(' ', plain_text, inner_text) like all (cast(:patterns as text[])))""");
            parameters.put("patterns", patterns.toArray(String[]::new));
        }
        return " where " + String.join("\n and ", conditions) + " ";
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                Sort.valueOf(row.getString("kind")),
                row.getString("id"),
                row.getString("name"),
                row.getString("detail"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("website"),
                row.getString("path"),
                List.of((String[]) row.getArray("departments").getArray()),
                List.of((String[]) row.getArray("domains").getArray()));
    }
}
