package org.maillage.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.maillage.home.Desk;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.maillage.web.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Awaited consents, handovers that wait, the first month; and the days on which somebody stands in. */
@Component
class PeopleDesk implements Desk {
    private final JdbcClient db;

    PeopleDesk(JdbcClient db) {
        this.db = db;
    }

    private record Row(String kind, String account, String name, String dla, LocalDate first, LocalDate last) {}

    @Override
    public Laid of(Member member, Texts t, Instant now) {
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        var needs = new ArrayList<Need>();
        var dates = new ArrayList<Coming>();
        for (Row row : rows(member, today)) {
            switch (row.kind()) {
                case "ASKED" ->
                    needs.add(new Need(
                            t.localize(
                                    "people.desk.asked",
                                    row.name(),
                                    row.dla(),
                                    t.date(row.first()),
                                    t.date(row.last())),
                            "/espace/absences",
                            begins(row.first())));
                case "LEAVING" ->
                    needs.add(new Need(
                            t.localize("people.desk.leaving", t.date(row.last())),
                            "/espace/passation",
                            begins(row.last().plusDays(1))));
                case "LEFT" ->
                    needs.add(new Need(
                            t.localize("people.desk.left", row.name()), "/espace/passation?de=" + row.account(), null));
                case "FIRST" -> needs.add(new Need(t.localize("people.desk.first"), "/espace/premier-mois", null));
                case "AWAY" -> coming(dates, row, today, "people.desk.away", t);
                default -> coming(dates, row, today, "people.desk.duty", t);
            }
        }
        return new Laid(List.copyOf(needs), List.copyOf(dates));
    }

    /** The day on which it begins, or once it has begun the last one. */
    private static void coming(List<Coming> dates, Row row, LocalDate today, String key, Texts t) {
        boolean begun = !row.first().isAfter(today);
        dates.add(new Coming(
                t.localize(key + (begun ? ".until" : ".from"), row.name(), row.dla()),
                "/espace/absences",
                begun ? begins(row.last()) : begins(row.first())));
    }

    private static Instant begins(LocalDate day) {
        return day.atTime(LocalTime.MIDNIGHT).atZone(Paris.ZONE).toInstant();
    }

    private List<Row> rows(Member member, LocalDate today) {
        return db.sql("""
                select case when s.state = 'ASKED' then 'ASKED' when s.absent = :me then 'AWAY' else 'DUTY' end kind,
                       '' account, case when s.absent = :me then b.name else a.name end person, d.name dla,
                       s.first_day, s.last_day
                  from stand_in s
                  join person a on a.id = s.absent
                  join person b on b.id = s.substitute
                  join dla d on d.id = s.dla
                 where (s.substitute = :me and s.state in ('ASKED', 'CONSENTED') or s.absent = :me and s.state = 'CONSENTED')
                   and s.last_day >= :today
                union all
                select case when p.id = :me then 'LEAVING' else 'LEFT' end, p.account, p.name, '', p.left_on, p.left_on
                  from person p
                 where p.left_on is not null and not p.handed_over and p.role in ('OFFICER', 'FACILITATOR')
                   and (p.id = :me or (p.gone_at is not null or p.left_on < :today)
                                      and (:facilitator or p.dla = cast(:dla as text)))
                union all
                select 'FIRST', '', p.name, '', p.joined_on, p.joined_on
                  from person p where p.id = :me and p.joined_on > :monthAgo
                 order by first_day""")
                .param("me", member.id())
                .param("today", today)
                .param("monthAgo", today.minusDays(FirstMonthController.DAYS))
                .param("facilitator", member.role() == Role.FACILITATOR)
                .param("dla", member.dla() == null ? null : member.dla().slug())
                .query((row, n) -> new Row(
                        row.getString("kind"),
                        row.getString("account"),
                        row.getString("person"),
                        row.getString("dla"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class)))
                .list();
    }
}
