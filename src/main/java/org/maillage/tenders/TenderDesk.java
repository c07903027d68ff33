package org.maillage.tenders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What calls lay on a member's home: for an officer what their DLA's calls need, for the facilitator the dates of all. */
@Component
class TenderDesk implements org.maillage.home.Desk {
    private static final Duration SOON = Duration.ofDays(7);
    private static final Duration LATER = Duration.ofDays(35);
    // What each line asks for, most pressing first; the drafts last touched are enough of a reminder.
    private static final String LINES = """
            with mine as (
                select id, reference, state, title, closes_at, questions_until, publish_at, publish_refused, updated_at
                  from tender
                 where state in ('DRAFT', 'PUBLISHED', 'CLOSED')
                   and (dla = :dla or cast(:dla as text) is null and state = 'PUBLISHED')),
            asked as (
                select e.tender, count(*) questions
                  from tender_enquiry e join mine on mine.id = e.tender
                 where e.batch is null and not e.ready and e.discarded = '' and mine.state = 'PUBLISHED'
                 group by e.tender)
            select 'questions' what, id, reference, title, closes_at as by, questions from mine join asked on asked.tender = mine.id
             where cast(:dla as text) is not null
            union all
            select 'closes', id, reference, title, closes_at, 0 from mine
             where state = 'PUBLISHED' and closes_at > :now and closes_at <= :later
            union all
            select 'asks', id, reference, title, questions_until, 0 from mine
             where state = 'PUBLISHED' and questions_until > :now and questions_until <= :later and cast(:dla as text) is not null
            union all
            select 'conclude', id, reference, title, null, 0 from mine where state = 'CLOSED'
            union all
            select 'stayed', id, reference, title, null, 0 from mine where state = 'DRAFT' and publish_refused <> ''
            union all
            (select 'draft', id, reference, title, null, 0 from mine
              where state = 'DRAFT' and publish_at is null and publish_refused = '' order by updated_at desc, id limit 5)
            """;
    private final JdbcClient db;

    TenderDesk(JdbcClient db) {
        this.db = db;
    }

    private record Line(
            String what,
            String id,
            @Nullable String reference,
            String title,
            @Nullable Instant by,
            int questions) {}

    @Override
    public Laid of(Member member, Texts t, Instant now) {
        if (member.role() != Role.OFFICER && member.role() != Role.FACILITATOR) return Laid.NOTHING;
        DlaId dla = member.dla();
        List<Line> lines = db.sql(LINES)
                .param("dla", dla == null ? null : dla.slug())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("later", now.plus(LATER).atOffset(ZoneOffset.UTC))
                .query(TenderDesk::line)
                .list();
        var needs = new ArrayList<Need>();
        var dates = new ArrayList<Coming>();
        for (Line line : lines) {
            String title = line.title().isEmpty() ? t.localize("tenders.untitled") : line.title();
            String text = t.localize("tenders.home." + line.what(), title, line.questions());
            Instant by = line.by();
            boolean date = line.what().equals("closes") || line.what().equals("asks");
            // The deadlines of this week are an officer's business of today; further ones, and those of others, are
            // dates.
            if (date && by != null && (dla == null || line.what().equals("asks") || by.isAfter(now.plus(SOON))))
                dates.add(new Coming(text, path(line, dla), by));
            else needs.add(new Need(text, path(line, dla), by));
        }
        return new Laid(needs, dates);
    }

    private static String path(Line line, @Nullable DlaId dla) {
        String reference = line.reference();
        if (reference == null) return "/espace/appels-d-offres/brouillons/" + line.id();
        if (dla == null) return "/appels-d-offres/" + reference;
        return "/espace/appels-d-offres/" + reference + (line.what().equals("questions") ? "/questions" : "");
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        @Nullable OffsetDateTime by = row.getObject("by", OffsetDateTime.class);
        return new Line(
                row.getString("what"),
                row.getString("id"),
                row.getString("reference"),
                row.getString("title"),
                by == null ? null : by.toInstant(),
                row.getInt("questions"));
    }
}
