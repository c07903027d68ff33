package org.maillage.agenda;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dates of events and their answers, written. Callers own the transaction and hold the event. */
@Repository
class Dates {
    private final JdbcClient db;

    Dates(JdbcClient db) {
        this.db = db;
    }

    /** Adds a date for each start, as long as {@code first}. @return the first one's identifier */
    UUID add(UUID event, Slot first, List<LocalDateTime> starts) {
        UUID[] ids = starts.stream().map(s -> UUID.randomUUID()).toArray(UUID[]::new);
        db.sql("""
                insert into agenda_occurrence (id, event, slot, starts, ends)
                select id, :event, starts, starts, starts + make_interval(secs => :seconds)
                  from unnest(cast(:ids as uuid[]), cast(:starts as timestamp[])) as date (id, starts)""")
                .param("event", event)
                .param("seconds", (double) first.length().toSeconds())
                .param("ids", ids)
                .param("starts", starts.stream().map(LocalDateTime::toString).toArray(String[]::new))
                .update();
        return ids[0];
    }

    /** Every date of an event, in the order of its rule. */
    List<Occurrence> of(UUID event) {
        return db.sql("select " + Rows.OCCURRENCE + " from agenda_occurrence o where o.event = :event order by o.slot")
                .param("event", event)
                .query(Rows::occurrence)
                .list();
    }

    /** Moves one date; its answers are asked anew. {@code slot} is what calendars know it by from now on. */
    void move(UUID date, LocalDateTime slot, Slot to, String place) {
        forget(List.of(date));
        db.sql("""
                update agenda_occurrence set slot = :slot, starts = :starts, ends = :ends, place = :place where id = :id""")
                .param("id", date)
                .param("slot", slot)
                .param("starts", to.starts())
                .param("ends", to.ends())
                .param("place", place)
                .update();
    }

    /** Moves several dates by as many days, to the same hours. */
    void shift(List<UUID> dates, int days, Slot like, String place) {
        forget(dates);
        db.sql("""
                update agenda_occurrence
                   set starts = date_trunc('day', starts) + make_interval(days => :days) + cast(:hour as time),
                       ends = date_trunc('day', starts) + make_interval(days => :days) + cast(:hour as time)
                              + make_interval(secs => :seconds),
                       place = :place
                 where id = any(:dates)""")
                .param("dates", dates.toArray(UUID[]::new))
                .param("days", days)
                .param("hour", like.starts().toLocalTime())
                .param("seconds", (double) like.length().toSeconds())
                .param("place", place)
                .update();
    }

    void cancel(List<UUID> dates) {
        forget(dates);
        db.sql("update agenda_occurrence set cancelled = true where id = any(:dates)")
                .param("dates", dates.toArray(UUID[]::new))
                .update();
    }

    private void forget(List<UUID> dates) {
        db.sql("delete from agenda_answer where occurrence = any(:dates)")
                .param("dates", dates.toArray(UUID[]::new))
                .update();
    }

    /** Writes one person's answer for several dates. */
    void answer(List<UUID> dates, UUID person, Answer answer) {
        db.sql("""
                insert into agenda_answer (occurrence, person, answer)
                select unnest(cast(:dates as uuid[])), :person, :answer
                on conflict (occurrence, person) do update set answer = excluded.answer""")
                .param("dates", dates.toArray(UUID[]::new))
                .param("person", person)
                .param("answer", answer.name())
                .update();
    }

    /** What one person answered for the dates of an event. */
    Map<UUID, Answer> answersOf(UUID event, UUID person) {
        var answers = new HashMap<UUID, Answer>();
        db.sql("""
                select a.occurrence, a.answer from agenda_answer a join agenda_occurrence o on o.id = a.occurrence
                 where o.event = :event and a.person = :person""").param("event", event).param("person", person).query(row -> {
            answers.put(row.getObject("occurrence", UUID.class), Answer.valueOf(row.getString("answer")));
        });
        return answers;
    }

    /** How many come, whether or not they still have a name. */
    Tally tally(UUID date) {
        return db.sql("""
                select count(*) filter (where answer = 'YES') as yes, count(*) filter (where answer = 'MAYBE') as maybe,
                       count(*) filter (where answer = 'NO') as no
                  from agenda_answer where occurrence = :date""")
                .param("date", date)
                .query((row, n) -> new Tally(row.getInt("yes"), row.getInt("maybe"), row.getInt("no")))
                .single();
    }

    void settle(UUID date, @Nullable UUID facilitator) {
        db.sql("update agenda_occurrence set settled = true, settled_by = :by where id = :id")
                .param("id", date)
                .param("by", facilitator)
                .update();
    }
}
