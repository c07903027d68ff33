package org.maillage.agenda;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events and who is invited to them, in PostgreSQL. Callers own the transaction. */
@Repository
class Events {
    private final JdbcClient db;

    Events(JdbcClient db) {
        this.db = db;
    }

    Optional<Event> find(UUID id) {
        return db.sql("select " + Rows.EVENT + " from agenda_event e where e.id = :id")
                .param("id", id)
                .query(Rows::event)
                .optional();
    }

    void add(Event event) {
        written(
                        db.sql("""
                insert into agenda_event (id, title, time, kind, description, place, video_link, departments, organiser, dla,
                                          rule, state, sequence, version, updated_at)
                values (:id, :title, :time, :kind, :description, :place, :videoLink, :departments, :organiser, :dla,
                        :rule, :state, :sequence, :version, :at)""")
                                .param("kind", event.details().kind().name())
                                .param("organiser", event.organiser())
                                .param(
                                        "dla",
                                        event.dla() == null ? null : event.dla().slug())
                                .param("rule", event.rule()),
                        event)
                .update();
    }

    /** @throws StaleVersion when someone saved since {@code event} was read */
    Event save(Event event, EventState state, Details details, boolean calendarsFollow, Instant now) {
        var saved = new Event(
                event.id(),
                details,
                event.organiser(),
                event.dla(),
                event.rule(),
                state,
                event.sequence() + (calendarsFollow ? 1 : 0),
                event.version() + 1,
                now);
        int rows = written(db.sql("""
                update agenda_event
                   set title = :title, time = :time, description = :description, place = :place, video_link = :videoLink,
                       departments = :departments, state = :state, sequence = :sequence, version = :version,
                       updated_at = :at
                 where id = :id and version = :seen""").param("seen", event.version()), saved).update();
        if (rows == 0) throw new StaleVersion("event");
        return saved;
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec statement, Event event) {
        Details details = event.details();
        return statement
                .param("id", event.id())
                .param("title", details.title())
                .param("time", details.time().name())
                .param("description", details.description())
                .param("place", details.place())
                .param("videoLink", details.videoLink())
                .param(
                        "departments",
                        details.departments().stream().map(d -> d.code()).toArray(String[]::new))
                .param("state", event.state().name())
                .param("sequence", event.sequence())
                .param("version", event.version())
                .param("at", event.updatedAt().atOffset(ZoneOffset.UTC));
    }

    /** Invites them all; who is invited already stays so. */
    void invite(UUID event, Collection<UUID> people) {
        if (people.isEmpty()) return;
        db.sql("""
                insert into agenda_invitation (event, person) select :event, unnest(cast(:people as uuid[]))
                on conflict do nothing""")
                .param("event", event)
                .param("people", people.toArray(UUID[]::new))
                .update();
    }

    void uninvite(UUID event, Collection<UUID> people) {
        db.sql("delete from agenda_invitation where event = :event and person = any(:people)")
                .param("event", event)
                .param("people", people.toArray(UUID[]::new))
                .update();
    }

    /** Who is invited, officers first; with their answers for {@code date}, if one is given. */
    List<Guest> guests(UUID event, @Nullable UUID date) {
        return db.sql("""
                select i.id, i.person, p.name, p.email, p.role, p.dla, a.answer
                  from agenda_invitation i
                  join person p on p.id = i.person
                  left join agenda_answer a on a.occurrence = cast(:date as uuid) and a.person = i.person
                 where i.event = :event
                 order by array_position(array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'], p.role), p.account""")
                .param("event", event)
                .param("date", date)
                .query((row, n) -> {
                    @Nullable String dla = row.getString("dla");
                    return new Guest(
                            row.getObject("person", UUID.class),
                            row.getString("name"),
                            new EmailAddress(row.getString("email")),
                            Role.valueOf(row.getString("role")),
                            dla == null ? null : new DlaId(dla),
                            row.getObject("id", UUID.class),
                            Rows.answer(row, "answer"));
                })
                .list();
    }

    /** Whose invitation it is, and to what. */
    record Invited(UUID event, UUID person, String name) {}

    Optional<Invited> invited(UUID invitation) {
        return db.sql("""
                select i.event, i.person, p.name from agenda_invitation i join person p on p.id = i.person
                 where i.id = :id""")
                .param("id", invitation)
                .query((row, n) -> new Invited(
                        row.getObject("event", UUID.class), row.getObject("person", UUID.class), row.getString("name")))
                .optional();
    }
}
