package org.maillage.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;
import org.maillage.tenders.Amendment;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.maillage.tenders.TenderState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The few facts about public calls that alerts need, read from the tables of {@code tenders}. */
@Repository
class Calls {
    private static final TypeReference<List<Amendment.Change>> CHANGES = new TypeReference<>() {};
    private final JdbcClient db;
    private final JsonMapper json;

    Calls(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** A call that was published, whatever became of it; a draft does not exist here. */
    Optional<FollowedCall> find(Reference reference) {
        return db.sql("select reference, title, state from tender where reference = :reference")
                .param("reference", reference.text())
                .query((row, n) -> new FollowedCall(
                        new Reference(row.getString("reference")),
                        row.getString("title"),
                        TenderState.valueOf(row.getString("state"))))
                .optional();
    }

    /** What happened, with the calls as they are now, oldest first; an occasion that left with its call is missing. */
    List<News> news(Collection<Long> occasions) {
        return db.sql("""
                select o.id, o.kind occasion, o.number, o.at, coalesce(m.summary, '') summary,
                       coalesce(m.changes, '[]') changes, t.*, d.name dla_name,
                       (select array_agg(p.name order by p.code) from department p where p.code = any (t.departments))
                           department_names,
                       (select array_agg(p.code order by p.code) from department p where p.code = any (t.departments))
                           department_codes
                  from alert_occasion o
                  join tender t on t.reference = o.tender
                  join dla d on d.id = t.dla
                  left join tender_amendment m on m.tender = t.id and o.kind = 'AMENDMENT' and m.number = o.number
                 where o.id = any (:occasions)
                 order by o.at, o.id""")
                .param("occasions", occasions.toArray(Long[]::new))
                .query((row, n) -> new News(
                        row.getLong("id"),
                        row.getString("occasion"),
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        plain(row.getString("summary")),
                        changes(row.getString("changes")),
                        facts(row)))
                .list();
    }

    private List<Amendment.Change> changes(String stored) {
        return json.readValue(stored, CHANGES).stream()
                .map(c -> new Amendment.Change(c.field(), plain(c.before()), plain(c.after())))
                .toList();
    }

    private static CallFacts facts(ResultSet row) throws SQLException {
        return new CallFacts(
                row.getString("reference"),
                plain(row.getString("title")),
                row.getString("dla_name"),
                Kind.valueOf(row.getString("kind")),
                Subscriptions.strings(row, "department_names"),
                Subscriptions.strings(row, "department_codes"),
                Subscriptions.strings(row, "domains").stream()
                        .map(Domain::valueOf)
                        .toList(),
                row.getBigDecimal("days"),
                row.getBigDecimal("budget"),
                instant(row.getTimestamp("questions_until")),
                instant(row.getTimestamp("closes_at")),
                TenderState.valueOf(row.getString("state")),
                Subscriptions.strings(row, "award_providers").stream()
                        .map(Calls::plain)
                        .toList(),
                plain(row.getString("outcome_reason")));
    }

    /** An officer's words in a letter: two braces would be read as a place that the outbox fills. */
    static String plain(String words) {
        return words.replace("{{", "{ {");
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
