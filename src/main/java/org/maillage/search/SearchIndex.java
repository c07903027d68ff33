package org.maillage.search;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The index as modules write it. Part of the caller's transaction: a change and its entry are there together or not at all. */
@Repository
public class SearchIndex {
    private final JdbcClient db;

    SearchIndex(JdbcClient db) {
        this.db = db;
    }

    /** Puts {@code entry} in, or replaces what stood there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Entry entry) {
        db.sql("""
                insert into search_entry (kind, id, path, title, summary, text, departments, domains, audience, at)
                values (:kind, :id, :path, :title, :summary, :text, :departments, :domains, :audience, :at)
                on conflict (kind, id) do update
                   set path = excluded.path, title = excluded.title, summary = excluded.summary, text = excluded.text,
                       departments = excluded.departments, domains = excluded.domains, audience = excluded.audience,
                       at = excluded.at""")
                .param("kind", entry.kind().name())
                .param("id", entry.id())
                .param("path", entry.path())
                .param("title", entry.title())
                .param("summary", entry.summary())
                .param("text", entry.text())
                .param("departments", entry.departments().toArray(String[]::new))
                .param("domains", entry.domains().toArray(String[]::new))
                .param("audience", entry.audience().tokens().toArray(String[]::new))
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes an entry out; nothing happens when there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Kind kind, String id) {
        db.sql("delete from search_entry where kind = :kind and id = :id")
                .param("kind", kind.name())
                .param("id", id)
                .update();
    }
}
