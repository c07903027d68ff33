package org.maillage.search;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The index as modules write it. Part of the caller's transaction: a change and its entry are there together or not at all. */
@Repository
public class SearchIndex {
    /** Characters of a text that are kept: a book; what is longer is cut. */
    private static final int LONGEST = 500_000;

    private static final String COLUMNS = "kind, id, path, title, summary, text, departments, domains, audience, at";

    /** What stands in a row that is to be replaced, so that one that changes nothing writes nothing. */
    static final String REPLACE = """
            on conflict (kind, id) do update
               set path = excluded.path, title = excluded.title, summary = excluded.summary, text = excluded.text,
                   departments = excluded.departments, domains = excluded.domains, audience = excluded.audience,
                   at = excluded.at""";

    private static final String CHANGED = """
             where (e.path, e.title, e.summary, e.text, e.departments, e.domains, e.audience, e.at)
                   is distinct from (excluded.path, excluded.title, excluded.summary, excluded.text,
                                     excluded.departments, excluded.domains, excluded.audience, excluded.at)""";

    private final JdbcTemplate db;

    SearchIndex(JdbcTemplate db) {
        this.db = db;
    }

    /** Puts {@code entry} in, or replaces what stood there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Entry entry) {
        db.update(insertInto("search_entry") + REPLACE + "\n" + CHANGED, values(entry));
    }

    /** Takes an entry out; nothing happens when there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Kind kind, String id) {
        db.update("delete from search_entry where kind = ? and id = ?", kind.name(), id);
    }

    /** Puts new entries in a table of the same columns. */
    static void insert(JdbcTemplate db, String table, Collection<Entry> entries) {
        List<Object[]> rows = entries.stream().map(SearchIndex::values).toList();
        db.batchUpdate(insertInto(table), rows);
    }

    private static String insertInto(String table) {
        return "insert into " + table + " as e (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ";
    }

    private static Object[] values(Entry entry) {
        return new Object[] {
            entry.kind().name(),
            entry.id(),
            entry.path(),
            Marked.unmarked(entry.title()),
            Marked.unmarked(entry.summary()),
            cut(Marked.unmarked(entry.text())),
            entry.departments().toArray(String[]::new),
            entry.domains().toArray(String[]::new),
            entry.audience().tokens().toArray(String[]::new),
            entry.at().atOffset(ZoneOffset.UTC)
        };
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) return text;
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
