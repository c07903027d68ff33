package org.maillage.agenda;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The slots of polls and what people can do. Callers own the transaction. */
@Repository
class Polls {
    private final JdbcClient db;

    Polls(JdbcClient db) {
        this.db = db;
    }

    void add(UUID event, Collection<Slot> slots) {
        db.sql("""
                insert into agenda_slot (id, event, starts, ends)
                select gen_random_uuid(), :event, starts, ends
                  from unnest(cast(:starts as timestamp[]), cast(:ends as timestamp[])) as slot (starts, ends)
                on conflict do nothing""")
                .param("event", event)
                .param("starts", slots.stream().map(s -> s.starts().toString()).toArray(String[]::new))
                .param("ends", slots.stream().map(s -> s.ends().toString()).toArray(String[]::new))
                .update();
    }

    /** The slots of a poll in order, with what each person said. */
    List<PollSlot> of(UUID event) {
        var slots = new LinkedHashMap<UUID, PollSlot>();
        db.sql("""
                        select s.id, s.starts, s.ends, a.person, a.answer
                          from agenda_slot s left join agenda_slot_answer a on a.slot = s.id
                         where s.event = :event order by s.starts, s.ends, s.id""")
                .param("event", event)
                .query((row, n) -> {
                    var id = row.getObject("id", UUID.class);
                    var slot = slots.computeIfAbsent(id, key -> new PollSlot(key, slot(row), new LinkedHashMap<>()));
                    Answer answer = Rows.answer(row, "answer");
                    if (answer != null) slot.answers().put(row.getObject("person", UUID.class), answer);
                    return id;
                })
                .list();
        return List.copyOf(slots.values());
    }

    private static Slot slot(java.sql.ResultSet row) {
        try {
            return Rows.slot(row, 0);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes one person's answers; slots that they say nothing about have none. */
    void answer(UUID event, UUID person, Map<UUID, Answer> answers) {
        db.sql("""
                delete from agenda_slot_answer a using agenda_slot s
                 where s.id = a.slot and s.event = :event and a.person = :person""").param("event", event).param("person", person).update();
        if (answers.isEmpty()) return;
        db.sql("""
                insert into agenda_slot_answer (slot, person, answer)
                select said.slot, :person, said.answer
                  from unnest(cast(:slots as uuid[]), cast(:answers as text[])) as said (slot, answer)
                  join agenda_slot s on s.id = said.slot and s.event = :event
                on conflict (slot, person) do update set answer = excluded.answer""")
                .param("event", event)
                .param("person", person)
                .param("slots", answers.keySet().toArray(UUID[]::new))
                .param("answers", answers.values().stream().map(Answer::name).toArray(String[]::new))
                .update();
    }
}
