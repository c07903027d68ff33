package org.maillage.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Letters and deliveries as the modules above put them in and ask after them. Callers own the transaction. */
@Repository
class Queue {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    Queue(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** What waits to leave for one address: its kind, and since when. */
    List<Outbox.Waiting> waitingFor(EmailAddress address) {
        return db.sql("""
                select l.kind, d.queued_at from mail_delivery d join mail_letter l on l.id = d.letter
                 where d.state = 'QUEUED' and lower(d.address) = :address
                 order by d.queued_at""")
                .param("address", address.canonical())
                .query((row, n) -> new Outbox.Waiting(
                        row.getString("kind"),
                        row.getObject("queued_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(Letter letter, String address, String fields) {
        db.sql("""
                with letter as (
                    insert into mail_letter (kind, priority, bulk, subject, text, html, headers, created_at)
                    values (:kind, :priority, :bulk, :subject, :text, :html, cast(:headers as jsonb), :now)
                    returning id)
                insert into mail_delivery (letter, priority, address, fields, queued_at, next_attempt_at)
                select id, :priority, :address, cast(:fields as jsonb), :now, :now from letter""")
                .params(columns(letter))
                .param("address", address)
                .param("fields", fields)
                .update();
    }

    /** @return how many recipients this letter did not have yet */
    int addAll(String letterKey, Letter letter, Instant due, String select, Map<String, ?> parameters) {
        // The first caller inserts the letter; another one at the same time waits here for it.
        db.sql("""
                insert into mail_letter (letter_key, kind, priority, bulk, subject, text, html, headers, created_at)
                values (:letterKey, :kind, :priority, :bulk, :subject, :text, :html, cast(:headers as jsonb), :now)
                    on conflict (letter_key) do nothing""").params(columns(letter)).param("letterKey", letterKey).update();
        return db.sql("""
                insert into mail_delivery (letter, priority, recipient_key, address, fields, turn, queued_at, next_attempt_at)
                select mail_letter.id, mail_letter.priority, mail_to.recipient_key, mail_to.address, mail_to.fields,
                       mail_to.turn, :mail_now, :mail_due
                  from mail_letter, (%s) mail_to
                 where mail_letter.letter_key = :mail_letter_key
                    on conflict (letter, recipient_key) where recipient_key is not null do nothing""".formatted(select))
                .params(parameters)
                .param("mail_now", now())
                .param("mail_due", due.atOffset(ZoneOffset.UTC))
                .param("mail_letter_key", letterKey)
                .update();
    }

    /**
     * Takes back what waits for one recipient, of all letters or of those whose key begins with one of {@code keys}. What
     * a node holds at this moment may be in a connection already: it is left alone.
     */
    int withdraw(UUID recipient, @Nullable Collection<String> keys) {
        return db.sql("""
                delete from mail_delivery d
                 using mail_letter l
                 where l.letter_key is not null and l.text is not null
                   and (cast(:keys as text[]) is null
                        or exists (select from unnest(cast(:keys as text[])) key where starts_with(l.letter_key, key)))
                   and d.letter = l.id and d.recipient_key = :recipient
                   and d.state = 'QUEUED' and (d.lease_until is null or d.lease_until < :now)""")
                .param("keys", keys == null ? null : keys.toArray(String[]::new))
                .param("recipient", recipient)
                .param("now", now())
                .update();
    }

    FanOut fanOut(String letterKey) {
        return db.sql("""
                select l.past_recipients + count(d.id) as recipients,
                       count(d.id) filter (where d.state = 'QUEUED') as queued,
                       l.past_sent + count(d.sent_at) as sent,
                       least(l.past_first_at, min(d.sent_at)) as first_at,
                       greatest(l.past_last_at, max(d.sent_at)) as last_at
                  from mail_letter l
                  left join mail_delivery d on d.letter = l.id
                 where l.letter_key = :letterKey
                 group by l.id""")
                .param("letterKey", letterKey)
                .query((row, n) -> new FanOut(
                        row.getInt("recipients"),
                        row.getInt("queued"),
                        row.getInt("sent"),
                        instant(row, "first_at"),
                        instant(row, "last_at")))
                .optional()
                .orElse(FanOut.NONE);
    }

    MailHealth.Waiting waiting() {
        return db.sql("""
                select count(*) as queued, min(next_attempt_at) filter (where next_attempt_at <= :now) as oldest,
                       (select max(sent_at) from mail_delivery where sent_at > :lately) as last_sent
                  from mail_delivery
                 where state = 'QUEUED'""")
                .param("now", now())
                .param("lately", now().minus(MailHealth.OLD))
                .query((row, n) ->
                        new MailHealth.Waiting(row.getInt("queued"), instant(row, "oldest"), instant(row, "last_sent")))
                .single();
    }

    /** A letter to one person is erased once nothing of it waits; it may hold a link that lets that person in. */
    void eraseWhatHasLeft() {
        db.sql("""
                update mail_letter l
                   set subject = null, text = null, html = null, headers = '{}'
                 where l.letter_key is null and l.text is not null
                   and not exists (select 1 from mail_delivery d where d.letter = l.id and d.state = 'QUEUED')""").update();
    }

    private Map<String, Object> columns(Letter letter) {
        return Map.of(
                "kind", letter.kind(),
                "priority", letter.priority().ordinal(),
                "bulk", letter.bulk(),
                "subject", letter.subject(),
                "text", letter.text(),
                "html", letter.html(),
                "headers", json.writeValueAsString(letter.keptHeaders()),
                "now", now());
    }

    Instant moment() {
        return clock.instant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
