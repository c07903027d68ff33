package org.maillage.agenda;

import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The polls that a member sees, for the top of the agenda. */
@Repository
class OpenPolls {
    private final JdbcClient db;

    OpenPolls(JdbcClient db) {
        this.db = db;
    }

    List<OpenPoll> of(Member viewer) {
        return db.sql("""
                select e.id, e.title,
                       not exists (select from agenda_invitation i where i.event = e.id and i.person = :viewer)
                       or exists (select from agenda_slot_answer a join agenda_slot s on s.id = a.slot
                                   where s.event = e.id and a.person = :viewer) as answered
                  from agenda_event e
                 where e.state = 'POLL' and agenda_visible(e.id, e.kind, e.state, :viewer, :inside)
                 order by answered, e.updated_at""")
                .param("viewer", viewer.id())
                .param("inside", Meetings.inside(viewer))
                .query((row, n) -> new OpenPoll(
                        row.getObject("id", UUID.class), row.getString("title"), row.getBoolean("answered")))
                .list();
    }
}
