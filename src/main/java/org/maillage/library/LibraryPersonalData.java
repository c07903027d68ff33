package org.maillage.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.maillage.identity.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signed notes and files out for editing: all that tools know of a person. Unsigned notes lead to nobody. */
@Component
class LibraryPersonalData implements PersonalData {
    private final JdbcClient db;

    LibraryPersonalData(JdbcClient db) {
        this.db = db;
    }

    record Note(String tool, LocalDate day, String text) {}

    record Out(String tool, Instant takenAt, Instant until) {}

    @Override
    public String name() {
        return "library";
    }

    @Override
    public void gather(UUID person, Into archive) {
        var notes = db.sql("""
                        select t.title, n.day, n.text from tool_note n join tool t on t.id = n.tool
                         where n.author = :person order by n.day, n.id""")
                .param("person", person)
                .query((row, n) ->
                        new Note(row.getString("title"), row.getObject("day", LocalDate.class), row.getString("text")))
                .list();
        archive.record("notes", notes);
        var out = db.sql("""
                        select t.title, c.taken_at, c.until
                          from tool_checkout c join tool_file f on f.id = c.slot join tool t on t.id = f.tool
                         where c.person = :person order by c.taken_at""")
                .param("person", person)
                .query((row, n) ->
                        new Out(row.getString("title"), Tools.instant(row, "taken_at"), Tools.instant(row, "until")))
                .list();
        archive.record("files-out", out);
    }
}
