package org.maillage.agenda;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Points of orders of the day, in PostgreSQL. Callers own the transaction. */
@Repository
class DayItems {
    private final JdbcClient db;

    DayItems(JdbcClient db) {
        this.db = db;
    }

    /** Kept ones first, in their order. */
    List<Item> of(UUID date) {
        return db.sql("""
                select i.*, coalesce(p.name, '') as name from agenda_item i left join person p on p.id = i.person
                 where i.occurrence = :date order by not i.kept, i.turn, i.id""")
                .param("date", date)
                .query((row, n) -> new Item(
                        row.getObject("id", UUID.class),
                        row.getInt("turn"),
                        row.getString("text"),
                        row.getObject("minutes", Integer.class),
                        row.getObject("person", UUID.class),
                        row.getString("name"),
                        row.getBoolean("kept")))
                .list();
    }

    void add(UUID date, String text, @Nullable Integer minutes, UUID person) {
        db.sql("""
                insert into agenda_item (id, occurrence, turn, text, minutes, person)
                values (gen_random_uuid(), :date,
                        (select coalesce(max(turn), 0) + 1 from agenda_item where occurrence = :date),
                        :text, :minutes, :person)""")
                .param("date", date)
                .param("text", text)
                .param("minutes", minutes)
                .param("person", person)
                .update();
    }

    /** Takes back what {@code person} proposed. @return whether there was such an item */
    boolean withdraw(UUID date, UUID item, UUID person) {
        return db.sql("delete from agenda_item where id = :item and occurrence = :date and person = :person")
                        .param("item", item)
                        .param("date", date)
                        .param("person", person)
                        .update()
                == 1;
    }

    /** The items kept, in this order; the others leave, and so do the names of who proposed. */
    void settle(UUID date, List<UUID> kept) {
        db.sql("delete from agenda_item where occurrence = :date and id <> all(:kept)")
                .param("date", date)
                .param("kept", kept.toArray(UUID[]::new))
                .update();
        db.sql("""
                update agenda_item i set kept = true, person = null, turn = k.turn
                  from unnest(cast(:kept as uuid[])) with ordinality as k (id, turn)
                 where i.id = k.id and i.occurrence = :date""").param("date", date).param("kept", kept.toArray(UUID[]::new)).update();
    }
}
