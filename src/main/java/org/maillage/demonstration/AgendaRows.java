package org.maillage.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the agenda's rows, past ones too, which no service could. */
final class AgendaRows {
    private final JdbcClient db;
    private final Instant now;
    private final Random chance = new Random(2_009); // the same story at each start

    AgendaRows(JdbcClient db, Instant now) {
        this.db = db;
        this.now = now;
    }

    /** One event, as its form would say it. */
    record Call(
            String title,
            String time,
            String kind,
            String text,
            String place,
            String video,
            String departments,
            String by,
            List<String> invited) {}

    private String chosen() {
        int n = chance.nextInt(10);
        return n < 6 ? "YES" : n < 8 ? "MAYBE" : "NO";
    }

    UUID event(Call call, String rule, String state) {
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into agenda_event (id, title, time, kind, description, place, video_link, departments, organiser, dla,
                                          rule, state, updated_at)
                select :id, :title, :time, :kind, :text, :place, :video, string_to_array(:departments, ','), p.id, p.dla,
                       :rule, :state, :at
                  from person p where p.account = :by""")
                .param("id", id)
                .param("title", call.title())
                .param("time", call.time())
                .param("kind", call.kind())
                .param("text", call.text())
                .param("place", call.place())
                .param("video", call.video())
                .param("departments", call.departments())
                .param("rule", rule)
                .param("state", state)
                .param("at", now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                .param("by", call.by())
                .update();
        db.sql(
                        "insert into agenda_invitation (event, person) select :event, id from person where account in (:accounts)")
                .param("event", id)
                .param("accounts", call.invited())
                .update();
        return id;
    }

    /** Adds the dates of an event, and what {@code invited} answered for them. */
    List<UUID> dates(UUID event, List<LocalDateTime> starts, int hours, List<String> invited) {
        var ids = new ArrayList<UUID>();
        for (LocalDateTime start : starts) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            db.sql(
                            "insert into agenda_occurrence (id, event, slot, starts, ends) values (:id, :event, :at, :at, :ends)")
                    .param("id", id)
                    .param("event", event)
                    .param("at", start)
                    .param("ends", start.plusHours(hours))
                    .update();
        }
        answers(ids, starts, invited);
        return ids;
    }

    /** What is past is counted and names nobody; for what comes soon about half have answered. */
    private void answers(List<UUID> dates, List<LocalDateTime> starts, List<String> invited) {
        LocalDateTime today = now.atZone(Paris.ZONE).toLocalDate().atStartOfDay();
        for (int i = 0; i < dates.size(); i++) {
            boolean past = starts.get(i).isBefore(today);
            if (!past && starts.get(i).isAfter(today.plusMonths(2))) continue;
            for (String account : invited) {
                if (!past && chance.nextBoolean()) continue;
                db.sql("""
                        insert into agenda_answer (occurrence, person, answer)
                        select :date, case when :past then null else id end, :answer from person where account = :account""")
                        .param("date", dates.get(i))
                        .param("past", past)
                        .param("answer", chosen())
                        .param("account", account)
                        .update();
            }
        }
    }

    void item(UUID date, int turn, String text, int minutes, String account) {
        db.sql("""
                insert into agenda_item (id, occurrence, turn, text, minutes, person)
                select gen_random_uuid(), :date, :turn, :text, :minutes, id from person where account = :account""")
                .param("date", date)
                .param("turn", turn)
                .param("text", text)
                .param("minutes", minutes)
                .param("account", account)
                .update();
    }

    /** One date of a poll, and what these people said of it. */
    void slot(UUID event, LocalDateTime starts, List<String> answered) {
        UUID slot = UUID.randomUUID();
        db.sql("insert into agenda_slot (id, event, starts, ends) values (:id, :event, :starts, :ends)")
                .param("id", slot)
                .param("event", event)
                .param("starts", starts)
                .param("ends", starts.plusMinutes(90))
                .update();
        for (String account : answered)
            db.sql("""
                    insert into agenda_slot_answer (slot, person, answer)
                    select :slot, id, :answer from person where account = :account""")
                    .param("slot", slot)
                    .param("account", account)
                    .param("answer", chosen())
                    .update();
    }
}
