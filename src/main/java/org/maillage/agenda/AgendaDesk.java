package org.maillage.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.maillage.home.Desk;
import org.maillage.kernel.Member;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the agenda lays on a member's home: invitations and polls without an answer, and the next dates. */
@Component
class AgendaDesk implements Desk {
    private static final Duration ASKED = Duration.ofDays(60);
    private static final Duration SHOWN = Duration.ofDays(45);
    private static final int MOST = 6;
    private final JdbcClient db;

    AgendaDesk(JdbcClient db) {
        this.db = db;
    }

    private record Row(String what, UUID id, String title, Instant at) {}

    @Override
    public Laid of(Member member, Texts t, Instant now) {
        var needs = new ArrayList<Need>();
        var dates = new ArrayList<Coming>();
        for (Row row : rows(member, now))
            switch (row.what()) {
                case "INVITATION" ->
                    needs.add(new Need(
                            t.localize("agenda.desk.answer", row.title(), t.date(row.at())),
                            "/espace/agenda/" + row.id(),
                            row.at()));
                case "POLL" ->
                    needs.add(new Need(
                            t.localize("agenda.desk.poll", row.title()),
                            "/espace/agenda/sondages/" + row.id(),
                            row.at()));
                default -> dates.add(new Coming(row.title(), "/espace/agenda/" + row.id(), row.at()));
            }
        return new Laid(needs, dates);
    }

    private List<Row> rows(Member member, Instant now) {
        return db.sql("""
                (select distinct on (e.id) 'INVITATION' as what, o.id, e.title, o.starts_at as at
                   from agenda_invitation i
                   join agenda_event e on e.id = i.event and e.state = 'PLANNED'
                   join agenda_occurrence o on o.event = e.id and not o.cancelled and o.starts_at > :now and o.starts_at < :asked
                  where i.person = :viewer
                    and not exists (select from agenda_answer a where a.occurrence = o.id and a.person = :viewer)
                  order by e.id, o.starts_at)
                union all
                (select 'POLL', e.id, e.title, min(s.starts_at)
                   from agenda_invitation i
                   join agenda_event e on e.id = i.event and e.state = 'POLL'
                   join agenda_slot s on s.event = e.id and s.starts_at > :now
                  where i.person = :viewer
                    and not exists (select from agenda_slot_answer a join agenda_slot x on x.id = a.slot
                                     where x.event = e.id and a.person = :viewer)
                  group by e.id)
                union all
                (select 'DATE', o.id, e.title, o.starts_at
                   from agenda_occurrence o
                   join agenda_event e on e.id = o.event
                   left join agenda_answer a on a.occurrence = o.id and a.person = :viewer
                  where not o.cancelled and o.ends_at > :now and o.starts_at < :shown and a.answer is distinct from 'NO'
                    and agenda_visible(e.id, e.kind, e.state, :viewer, :inside)
                  order by o.starts_at limit :most)
                order by what, at""")
                .param("viewer", member.id())
                .param("inside", Meetings.inside(member))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("asked", now.plus(ASKED).atOffset(ZoneOffset.UTC))
                .param("shown", now.plus(SHOWN).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, n) -> new Row(
                        row.getString("what"),
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
