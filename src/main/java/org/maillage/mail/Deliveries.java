package org.maillage.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The queue as senders work through it: claims, records, postpones. Each call is a transaction of its own. */
@Repository
class Deliveries {
    /** Long enough to send a batch, short enough that what a killed node held is soon another's. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    Deliveries(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Leases up to {@code most} deliveries that are due, the first to leave first.
     *
     * @param last lowest priority to claim
     */
    List<Claimed> claim(UUID node, Priority last, int most) {
        Instant now = clock.instant();
        return db
                .sql("select * from mail_claim(:node, :last, :most, :now, :until)")
                .param("node", node)
                .param("last", last.ordinal())
                .param("most", most)
                .param("now", utc(now))
                .param("until", utc(now.plus(LEASE)))
                .query(Deliveries::claimed)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    /**
     * Holds what {@code node} has not sent yet for another lease. A row that is locked is just being recorded as sent:
     * waiting for it could only end in a deadlock.
     */
    void renew(UUID node, Collection<Long> ids) {
        db.sql("""
                with held as materialized (
                    select id from mail_delivery where id = any(:ids) and leased_by = :node for update skip locked)
                update mail_delivery d set lease_until = :until from held where d.id = held.id""")
                .param("until", utc(clock.instant().plus(LEASE)))
                .param("ids", ids.toArray(Long[]::new))
                .param("node", node)
                .update();
    }

    /** Gives back what was not tried. */
    void release(UUID node, Collection<Long> ids) {
        if (ids.isEmpty()) return;
        db.sql("""
                with held as materialized (
                    select id from mail_delivery
                     where id = any(:ids) and leased_by = :node and state = 'QUEUED' for update skip locked)
                update mail_delivery d set leased_by = null, lease_until = null from held where d.id = held.id""").param("ids", ids.toArray(Long[]::new)).param("node", node).update();
    }

    /** The server has taken them: commits, and erases address and fields. */
    void sent(Collection<Long> ids) {
        db.sql("select mail_sent(:ids, :now)")
                .param("ids", ids.toArray(Long[]::new))
                .param("now", utc(clock.instant()))
                .query((row, n) -> true)
                .single();
    }

    /** Tries again later, or gives up when it has waited too long already. @return whether it will be tried again */
    boolean postpone(UUID node, Claimed delivery, Duration delay) {
        Instant now = clock.instant();
        boolean again = now.isBefore(delivery.queuedAt().plus(Retries.GIVE_UP_AFTER));
        db.sql("""
                update mail_delivery
                   set attempts = attempts + 1, next_attempt_at = :next, leased_by = null, lease_until = null,
                       state = case when :again then state else 'GIVEN_UP' end,
                       address = case when :again then address end, fields = case when :again then fields end
                 where id = :id and state = 'QUEUED' and leased_by = :node""")
                .param("node", node)
                .param("next", utc(now.plus(delay)))
                .param("again", again)
                .param("id", delivery.id())
                .update();
        return again;
    }

    /** The address was refused for good: this delivery is over. @return whether it was this node's to end */
    boolean refused(UUID node, Claimed delivery) {
        return db.sql("""
                update mail_delivery
                   set state = 'REFUSED', attempts = attempts + 1, address = null, fields = null,
                       leased_by = null, lease_until = null
                 where id = :id and state = 'QUEUED' and leased_by = :node""").param("node", node).param("id", delivery.id()).update() == 1;
    }

    /** The content of a letter; empty once erased. */
    Optional<Letter> letter(long id) {
        return db.sql("select * from mail_letter where id = :id and text is not null")
                .param("id", id)
                .query((row, n) -> new Letter(
                        row.getString("kind"),
                        Priority.values()[row.getInt("priority")],
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("html"),
                        json.readValue(row.getString("headers"), HEADERS),
                        row.getBoolean("bulk")))
                .optional();
    }

    private static Claimed claimed(ResultSet row, int n) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                row.getLong("letter"),
                row.getInt("priority"),
                row.getObject("recipient_key", UUID.class),
                row.getString("address"),
                row.getString("fields"),
                row.getLong("turn"),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
                row.getObject("letter_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
