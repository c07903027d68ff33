package org.maillage.agenda;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.maillage.identity.Handover;
import org.maillage.identity.PersonalData;
import org.maillage.network.Person;
import org.maillage.network.PersonLeft;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What the agenda holds about a person: told to them, passed on, and gone when they leave. */
@Component
class AgendaPeople implements PersonalData, Handover {
    private static final String ITEM = "agenda:";
    private final JdbcClient db;
    private final AgendaIndex index;
    private final Clock clock;

    AgendaPeople(JdbcClient db, AgendaIndex index, Clock clock) {
        this.db = db;
        this.index = index;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "agenda";
    }

    @Override
    public void gather(UUID person, Into archive) {
        archive.record("invitations", rows("""
                select e.title, e.kind, e.state from agenda_invitation i join agenda_event e on e.id = i.event
                 where i.person = :person order by e.updated_at""", person));
        archive.record("reponses", rows("""
                select e.title, o.starts as local_start, a.answer
                  from agenda_answer a join agenda_occurrence o on o.id = a.occurrence join agenda_event e on e.id = o.event
                 where a.person = :person order by o.starts""", person));
        archive.record("sondages", rows("""
                select e.title, s.starts as local_start, a.answer
                  from agenda_slot_answer a join agenda_slot s on s.id = a.slot join agenda_event e on e.id = s.event
                 where a.person = :person order by s.starts""", person));
        archive.record("ordre-du-jour", rows("""
                select e.title, o.starts as local_start, i.text, i.minutes
                  from agenda_item i join agenda_occurrence o on o.id = i.occurrence join agenda_event e on e.id = o.event
                 where i.person = :person order by o.starts, i.turn""", person));
        archive.record("abonnement", rows("select made_on from agenda_feed where person = :person", person));
        archive.record(
                "organisation", rows("select title, kind, state from agenda_event where organiser = :person", person));
    }

    private List<java.util.Map<String, Object>> rows(String sql, UUID person) {
        return db.sql(sql).param("person", person).query().listOfRows().stream()
                .map(row -> {
                    // Times as they read on a clock in Paris, and not as this machine's zone would have them.
                    row.replaceAll((name, value) -> value instanceof java.util.Date date ? date.toString() : value);
                    return row;
                })
                .toList();
    }

    /** Events to come and open polls that {@code leaving} organises. */
    @Override
    public List<Item> of(Person leaving, Texts t) {
        return db.sql("""
                select e.id, e.title, e.state,
                       (select min(o.starts_at) from agenda_occurrence o
                         where o.event = e.id and not o.cancelled and o.ends_at > :now) as next_at
                  from agenda_event e
                 where e.organiser = :person
                   and (e.state = 'POLL' or exists (select from agenda_occurrence o
                                                     where o.event = e.id and not o.cancelled and o.ends_at > :now))
                 order by next_at nulls first, e.title""")
                .param("person", leaving.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return row.getString("state").equals("POLL")
                            ? new Item(
                                    ITEM + id,
                                    t.localize("agenda.handover.poll", row.getString("title")),
                                    "/espace/agenda/sondages/" + id)
                            : new Item(
                                    ITEM + id,
                                    t.localize(
                                            "agenda.handover.event",
                                            row.getString("title"),
                                            t.date(Rows.instant(row, "next_at"))),
                                    "/espace/agenda/evenements/" + id);
                })
                .list();
    }

    @Override
    public void pass(String item, Person from, Person to) {
        if (!item.startsWith(ITEM)) return;
        UUID event = UUID.fromString(item.substring(ITEM.length()));
        int passed = db.sql("""
                update agenda_event
                   set organiser = :to, dla = coalesce(cast(:dla as text), dla), version = version + 1
                 where id = :event and organiser = :from""")
                .param("event", event)
                .param("from", from.id())
                .param("to", to.id())
                .param("dla", to.dla() == null ? null : to.dla().slug())
                .update();
        if (passed == 0) return;
        db.sql("insert into agenda_invitation (event, person) values (:event, :to) on conflict do nothing")
                .param("event", event)
                .param("to", to.id())
                .update();
    }

    /** What they organised stays, under their DLA's name; invitations, answers and the calendar's address go. */
    @ApplicationModuleListener
    void on(PersonLeft left) {
        UUID person = left.person();
        var events = db.sql("select event from agenda_invitation where person = :person")
                .param("person", person)
                .query(UUID.class)
                .list();
        db.sql("""
                delete from agenda_invitation i
                 where i.person = :person
                   and (exists (select from agenda_occurrence o where o.event = i.event and o.ends_at > :now)
                        or exists (select from agenda_event e where e.id = i.event and e.state = 'POLL'))""")
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        db.sql("update agenda_item set person = null where person = :person")
                .param("person", person)
                .update();
        db.sql("update agenda_event set organiser = null, version = version + 1 where organiser = :person")
                .param("person", person)
                .update();
        db.sql("delete from agenda_feed where person = :person")
                .param("person", person)
                .update();
        events.forEach(index::refresh);
    }
}
