package org.maillage.library;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.network.PersonLeft;
import org.maillage.platform.Paris;
import org.maillage.web.Typed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes of use. An unsigned one is stored without anything that leads to its author: not even this class could tell. */
@Service
class Noting {
    private static final int MOST_SHOWN = 50;
    private final Writing writing;
    private final JdbcClient db;
    private final Clock clock;

    Noting(Writing writing, JdbcClient db, Clock clock) {
        this.writing = writing;
        this.db = db;
        this.clock = clock;
    }

    /** The notes on a tool, the latest day first; within a day in no order, which would tell who was there first. */
    List<ToolNote> of(UUID tool) {
        return db.sql("""
                        select n.id, n.day, n.text, n.author, p.name, n.dla
                          from tool_note n left join person p on p.id = n.author
                         where n.tool = :tool order by n.day desc, n.id limit :most""")
                .param("tool", tool)
                .param("most", MOST_SHOWN)
                .query((row, n) -> {
                    @Nullable String dla = row.getString("dla");
                    return new ToolNote(
                            row.getObject("id", UUID.class),
                            row.getObject("day", java.time.LocalDate.class),
                            row.getString("text"),
                            row.getObject("author", UUID.class),
                            row.getString("name"),
                            dla == null ? null : new DlaId(dla));
                })
                .list();
    }

    /** @throws Refused when it is empty or too long */
    @Transactional
    void add(UUID tool, String typed, boolean signed, Member by) {
        Tool found = writing.readable(tool, by);
        if (found.deleted()) throw new NotFound("tool");
        String text = Typed.text(typed);
        if (text.isEmpty()) throw new Refused("note", "library.note.none");
        if (text.length() > ToolNote.LONGEST) throw new Refused("note", "library.long", ToolNote.LONGEST);
        @Nullable DlaId dla = by.dla();
        db.sql(
                        "insert into tool_note (id, tool, day, text, author, dla) values (:id, :tool, :day, :text, :author, :dla)")
                .param("id", UUID.randomUUID())
                .param("tool", tool)
                .param("day", clock.instant().atZone(Paris.ZONE).toLocalDate())
                .param("text", text)
                .param("author", signed ? by.id() : null)
                .param("dla", signed && dla != null ? dla.slug() : null)
                .update();
    }

    /** Its author takes a signed note back; those who answer for the tool may take any off its page. */
    @Transactional
    void remove(UUID tool, UUID note, Member by) {
        Tool found = writing.readable(tool, by);
        int gone = db.sql("""
                        delete from tool_note
                         where id = :note and tool = :tool and (author = :me or :answers)""")
                .param("note", note)
                .param("tool", tool)
                .param("me", by.id())
                .param("answers", found.answeredForBy(by))
                .update();
        if (gone == 0) throw new NotFound("note");
    }

    /** Signed notes stay under the DLA's name; what they had out is there for the others again. */
    @ApplicationModuleListener
    void on(PersonLeft event) {
        db.sql("update tool_note set author = null where author = :person")
                .param("person", event.person())
                .update();
        db.sql("delete from tool_checkout where person = :person")
                .param("person", event.person())
                .update();
    }
}
