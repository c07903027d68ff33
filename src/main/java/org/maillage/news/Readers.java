package org.maillage.news;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members who asked for the weekly letter, in PostgreSQL. Callers own the transaction. */
@Repository
class Readers {
    private final JdbcClient db;

    Readers(JdbcClient db) {
        this.db = db;
    }

    /** @param tags those that are followed; none means everything */
    record Reader(List<String> tags, Locale language, LocalDate week, Instant toldUntil) {}

    /**
     * One letter to write.
     *
     * @param from what came out after this instant and until {@code until} is in it
     */
    record Due(String name, EmailAddress email, List<String> tags, Locale language, Instant from, Instant until) {}

    Optional<Reader> find(UUID person) {
        return db.sql("select tags, language, week, told_until from news_reader where person = :person")
                .param("person", person)
                .query((row, n) -> new Reader(
                        List.of((String[]) row.getArray("tags").getArray()),
                        Locale.of(row.getString("language")),
                        row.getObject("week", LocalDate.class),
                        row.getObject("told_until", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Asks for the letter, or changes what it follows; what was told stays told. */
    void put(UUID person, List<String> tags, Locale language, LocalDate week, Instant toldUntil) {
        db.sql("""
                insert into news_reader (person, tags, language, week, told_until)
                select id, :tags, :language, :week, :until from person where id = :person
                    on conflict (person) do update set tags = excluded.tags, language = excluded.language""")
                .param("person", person)
                .param("tags", tags.toArray(String[]::new))
                .param("language", language.getLanguage())
                .param("week", week)
                .param("until", toldUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(UUID person) {
        db.sql("delete from news_reader where person = :person")
                .param("person", person)
                .update();
    }

    /** Those whose letter of {@code week} is not written yet. */
    List<UUID> waiting(LocalDate week) {
        return db.sql("select person from news_reader where week < :week order by person")
                .param("week", week)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Marks {@code week} as told up to {@code until}, once: whoever else asks meanwhile waits for this transaction, then
     * finds it done. Empty when it is done already, or for someone who is no longer an officer or facilitator in office.
     */
    Optional<Due> take(UUID person, LocalDate week, Instant until, LocalDate today) {
        return db.sql("""
                with before as (
                    select r.person, r.told_until from news_reader r
                     where r.person = :person and r.week < :week for update)
                update news_reader r
                   set week = :week, told_until = greatest(r.told_until, :until)
                  from before b
                  join person p on p.id = b.person
                 where r.person = b.person and p.role in ('OFFICER', 'FACILITATOR')
                   and (p.left_on is null or p.left_on >= :today)
                returning p.name, p.email, r.tags, r.language, b.told_until""")
                .param("person", person)
                .param("week", week)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("today", today)
                .query((row, n) -> new Due(
                        row.getString("name"),
                        new EmailAddress(row.getString("email")),
                        List.of((String[]) row.getArray("tags").getArray()),
                        Locale.of(row.getString("language")),
                        row.getObject("told_until", OffsetDateTime.class).toInstant(),
                        until))
                .optional();
    }

    /** Identifiers of what came out between the letter's instants and can still be read. */
    List<UUID> news(Due due, Instant now) {
        return db.sql("""
                select id from news_item
                 where published_at > :from and published_at <= :until
                   and withdrawn_at is null and expires_at > :now
                   and (cardinality(cast(:tags as text[])) = 0 or tags && cast(:tags as text[]))
                 order by published_at desc, id
                 limit 100""")
                .param("from", due.from().atOffset(ZoneOffset.UTC))
                .param("until", due.until().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("tags", due.tags().toArray(String[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
