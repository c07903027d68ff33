package org.maillage.alerts;

import java.time.Clock;
import java.time.ZoneOffset;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers, while someone chooses, what the choice means in calls. */
@Repository
class Foretastes {
    private final JdbcClient db;
    private final Clock clock;

    Foretastes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private record Counted(CallLine call, int count) {}

    /** The calls of the twelve months before now that match {@code choices}; drafts do not count, cancelled calls do: they came. */
    Foretaste of(Choices choices) {
        var now = clock.instant();
        var found = db.sql("""
                select reference, title, published_at at, count(*) over () found
                  from tender
                 where published_at > :since and published_at <= :now and state <> 'DRAFT'
                   and choice_matches(:departments, :domains, :kinds, departments, domains, kind)
                 order by published_at desc, reference desc
                 limit 3""")
                .param("since", now.atZone(Paris.ZONE).minusYears(1).toOffsetDateTime())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("departments", Subscriptions.array(choices.departmentCodes()))
                .param("domains", Subscriptions.array(choices.domainNames()))
                .param("kinds", Subscriptions.array(choices.kindNames()))
                .query((row, n) -> new Counted(CallLine.of(row, n), row.getInt("found")))
                .list();
        return new Foretaste(
                found.isEmpty() ? 0 : found.getFirst().count(),
                found.stream().map(Counted::call).toList());
    }
}
