package org.maillage.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events on their dates as a member may see them: {@code agenda_visible} in V140 says who sees what, in the query. */
@Repository
class Meetings {
    private static final String SEEN = "select " + Rows.EVENT + """
            , o.id as date_id, o.slot, o.starts, o.ends, o.cancelled, o.place as date_place, o.settled,
                   i.id is not null as invited, a.answer as mine
              from agenda_event e
              join agenda_occurrence o on o.event = e.id
              left join agenda_invitation i on i.event = e.id and i.person = :viewer
              left join agenda_answer a on a.occurrence = o.id and a.person = :viewer
             where agenda_visible(e.id, e.kind, e.state, :viewer, :inside)
            """;
    private final JdbcClient db;

    Meetings(JdbcClient db) {
        this.db = db;
    }

    static boolean inside(Member member) {
        return member.role() == Role.OFFICER || member.role() == Role.FACILITATOR;
    }

    /** What takes place, at least in part, from {@code from} until {@code until}, in order. */
    List<Meeting> between(Instant from, Instant until, @Nullable Time time, Member viewer) {
        return seen(
                        " and o.starts_at < :until and o.ends_at > :from and (cast(:time as text) is null or e.time = :time)"
                                + " order by o.starts_at, e.title, o.id",
                        viewer)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("time", time == null ? null : time.name())
                .query(Meetings::meeting)
                .list();
    }

    Optional<Meeting> find(UUID date, Member viewer) {
        return seen(" and o.id = :date", viewer)
                .param("date", date)
                .query(Meetings::meeting)
                .optional();
    }

    /** Every date of one event. */
    List<Meeting> of(UUID event, Member viewer) {
        return seen(" and e.id = :event order by o.slot", viewer)
                .param("event", event)
                .query(Meetings::meeting)
                .list();
    }

    /** Every date of the events that have one from {@code from} on: what a calendar shows. */
    List<Meeting> calendar(Instant from, Member viewer) {
        return seen("""
                         and e.id in (select event from agenda_occurrence where ends_at > :from)
                       order by e.id, o.slot""", viewer)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(Meetings::meeting)
                .list();
    }

    /** An event that {@code viewer} sees, dated or not. */
    Optional<Event> event(UUID id, Member viewer) {
        return db.sql("select " + Rows.EVENT + """
                         from agenda_event e
                        where e.id = :id and agenda_visible(e.id, e.kind, e.state, :viewer, :inside)""")
                .param("id", id)
                .param("viewer", viewer.id())
                .param("inside", inside(viewer))
                .query(Rows::event)
                .optional();
    }

    /** Public dates to come, for everyone. */
    List<Meeting> open(Instant now, int most) {
        return everyone(" and not o.cancelled and o.ends_at > :now order by o.starts_at, o.id limit :most")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Meetings::meeting)
                .list();
    }

    /** Every date of one public event, for everyone. */
    List<Meeting> open(UUID event) {
        return everyone(" and e.id = :event order by o.starts_at")
                .param("event", event)
                .query(Meetings::meeting)
                .list();
    }

    /** The video link of the last network meeting that {@code viewer} was invited to: the room is usually the same. */
    Optional<String> lastVideoLink(Member viewer) {
        return db.sql("""
                select e.video_link
                  from agenda_event e
                  join agenda_invitation i on i.event = e.id and i.person = :viewer
                 where e.kind = 'NETWORK_MEETING' and e.video_link <> '' and e.state = 'PLANNED'
                 order by e.updated_at desc limit 1""").param("viewer", viewer.id()).query(String.class).optional();
    }

    private JdbcClient.StatementSpec seen(String more, Member viewer) {
        return db.sql(SEEN + more).param("viewer", viewer.id()).param("inside", inside(viewer));
    }

    private JdbcClient.StatementSpec everyone(String more) {
        return db.sql("select " + Rows.EVENT + """
                , o.id as date_id, o.slot, o.starts, o.ends, o.cancelled, o.place as date_place, o.settled,
                       false as invited, null as mine
                  from agenda_event e join agenda_occurrence o on o.event = e.id
                 where e.kind = 'PUBLIC' and e.state <> 'POLL'""" + more);
    }

    private static Meeting meeting(ResultSet row, int n) throws SQLException {
        return new Meeting(
                Rows.event(row, n), Rows.occurrence(row, n), row.getBoolean("invited"), Rows.answer(row, "mine"));
    }
}
