package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.maillage.identity.Handover;
import org.maillage.network.Person;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tools are their DLAs', drafts included: in one person's care is only what they have out for editing. */
@Component
class LibraryHandover implements Handover {
    private static final String PREFIX = "library:";
    private final JdbcClient db;
    private final Clock clock;

    LibraryHandover(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Item> of(Person leaving, Texts t) {
        return db.sql("""
                        select c.slot, f.tool, t.title from tool_checkout c
                          join tool_file f on f.id = c.slot join tool t on t.id = f.tool
                         where c.person = :person and c.until > :now order by c.until, c.slot""")
                .param("person", leaving.id())
                .param("now", clock.instant().atOffset(UTC))
                .query((row, n) -> new Item(
                        PREFIX + row.getObject("slot", UUID.class),
                        t.localize("library.handover", row.getString("title")),
                        Tool.path(row.getObject("tool", UUID.class))))
                .list();
    }

    @Override
    public void pass(String item, Person from, Person to) {
        if (!item.startsWith(PREFIX) || to.dla() == null) return;
        db.sql("update tool_checkout set person = :to, dla = :dla where slot = :slot and person = :from")
                .param("to", to.id())
                .param("dla", Objects.requireNonNull(to.dla()).slug())
                .param("slot", UUID.fromString(item.substring(PREFIX.length())))
                .param("from", from.id())
                .update();
    }
}
