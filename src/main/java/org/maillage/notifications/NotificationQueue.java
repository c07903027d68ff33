package org.maillage.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits to be told, in PostgreSQL. Callers own the transaction. */
@Repository
class NotificationQueue {
    private final JdbcClient db;

    NotificationQueue(JdbcClient db) {
        this.db = db;
    }

    /** @param due when it is to leave */
    void add(Notification notification, boolean atOnce, Instant now, Instant due) {
        db.sql("""
                insert into notification (recipient, topic, key, message, arguments, path, at_once, created_at, due_at)
                values (:recipient, :topic, :key, :message, :arguments, :path, :atOnce, :now, :due)
                    on conflict (recipient, key) do nothing""")
                .param("recipient", notification.recipient())
                .param("topic", notification.topic())
                .param("key", notification.key())
                .param("message", notification.message())
                .param("arguments", notification.arguments().toArray(String[]::new))
                .param("path", notification.path())
                .param("atOnce", atOnce)
                .param("now", utc(now))
                .param("due", utc(due))
                .update();
    }

    void withdraw(String key) {
        db.sql("delete from notification where key = :key and told_at is null")
                .param("key", key)
                .update();
    }

    /**
     * Takes somebody for whom something is due, until the transaction ends: two nodes never work for one person at the
     * same time, and never wait for each other.
     */
    Optional<UUID> someoneToTell(Instant now) {
        return db.sql("""
                select id from person
                 where id in (select recipient from notification where told_at is null and due_at <= :now)
                 limit 1 for no key update skip locked""").param("now", utc(now)).query(UUID.class).optional();
    }

    /** Waits until no run works for this person, and keeps runs away from them until the transaction ends. */
    void hold(UUID person) {
        db.sql("select id from person where id = :person for no key update")
                .param("person", person)
                .query(UUID.class)
                .optional();
    }

    /** What is due for one person, what is urgent first, then as it happened. */
    List<Waiting> due(UUID recipient, Instant now) {
        return db.sql("""
                select * from notification where recipient = :recipient and told_at is null and due_at <= :now
                 order by at_once desc, id""")
                .param("recipient", recipient)
                .param("now", utc(now))
                .query(NotificationQueue::waiting)
                .list();
    }

    /** What is told keeps its key, so that it is not told again, and loses its words. */
    void told(List<Waiting> told, Instant now) {
        db.sql("""
                update notification set told_at = :now, message = '', arguments = '{}', path = '/'
                 where id = any (:ids)""")
                .param("now", utc(now))
                .param("ids", told.stream().map(Waiting::id).toArray(Long[]::new))
                .update();
    }

    /** Moves what waits for one person to the moments that their settings give. */
    void move(UUID recipient, Instant digest, Instant atOnce) {
        db.sql("""
                update notification set due_at = case when at_once then :atOnce else :digest end
                 where recipient = :recipient and told_at is null""")
                .param("recipient", recipient)
                .param("digest", utc(digest))
                .param("atOnce", utc(atOnce))
                .update();
    }

    void drop(UUID recipient, Set<String> topics) {
        db.sql("delete from notification where recipient = :recipient and told_at is null and topic = any (:topics)")
                .param("recipient", recipient)
                .param("topics", topics.toArray(String[]::new))
                .update();
    }

    void dropWaiting(UUID recipient) {
        db.sql("delete from notification where recipient = :recipient and told_at is null")
                .param("recipient", recipient)
                .update();
    }

    void forget(UUID recipient) {
        db.sql("delete from notification where recipient = :recipient")
                .param("recipient", recipient)
                .update();
    }

    /** Everything that is kept about one person, the latest first. */
    List<Waiting> of(UUID recipient) {
        return db.sql("select * from notification where recipient = :recipient order by id desc")
                .param("recipient", recipient)
                .query(NotificationQueue::waiting)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Waiting waiting(ResultSet row, int n) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("message"),
                List.of((String[]) row.getArray("arguments").getArray()),
                row.getString("path"),
                row.getBoolean("at_once"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }
}
