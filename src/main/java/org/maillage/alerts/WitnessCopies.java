package org.maillage.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The witness and the copies that it was sent, in PostgreSQL. Callers own the transaction. */
@Repository
class WitnessCopies {
    private final JdbcClient db;

    WitnessCopies(JdbcClient db) {
        this.db = db;
    }

    /**
     * A copy of one alert.
     *
     * @param letter names the alert's message, as {@link Occasion#letterKey}
     * @param at when the alert was decided
     */
    record Copy(long occasion, String tender, String letter, Instant at) {}

    /** Makes {@code email} the witness's address, and the witness itself if there is none. */
    void appoint(UUID id, EmailAddress email, String token, Instant now) {
        db.sql("""
                insert into subscription (id, email, witness, token, created_at, changed_at)
                values (:id, :email, true, :token, :now, :now)
                on conflict (witness) where witness
                do update set email = excluded.email, state = 'ACTIVE', changed_at = excluded.changed_at
                where subscription.email <> excluded.email""")
                .param("id", id)
                .param("email", email.text())
                .param("token", token)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void dismiss() {
        db.sql("delete from subscription where witness").update();
    }

    Optional<String> token() {
        return db.sql("select token from subscription where witness")
                .query(String.class)
                .optional();
    }

    void back(String letter, Instant now) {
        db.sql("""
                update alert_occasion o set witness_back_at = :now
                  from alert a join subscription s on s.id = a.subscription and s.witness
                 where a.occasion = o.id and a.letter = :letter and o.witness_back_at is null
                   and o.tender = split_part(:letter, '/', 1)""")
                .param("letter", letter)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Copies of this time that have neither come back nor been missed. */
    List<Copy> awaited(Instant after, Instant before) {
        return db.sql(COPY + " and o.witness_late_at is null and o.at > :after and o.at < :before order by o.at")
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(WitnessCopies::copy)
                .list();
    }

    /** Whether it was this call that noted the copy as missed. */
    boolean missed(long occasion, Instant now) {
        return db.sql("""
                        update alert_occasion set witness_late_at = :now
                         where id = :id and witness_back_at is null and witness_late_at is null""")
                        .param("id", occasion)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<Copy> missing(Instant after) {
        return db.sql(COPY + " and o.witness_late_at is not null and o.at > :after order by o.at")
                .param("after", after.atOffset(ZoneOffset.UTC))
                .query(WitnessCopies::copy)
                .list();
    }

    private static final String COPY = """
            select o.id, o.tender, o.kind, o.number, o.at
              from alert_occasion o
             where o.witness_sent and o.witness_back_at is null""";

    private static Copy copy(ResultSet row, int n) throws SQLException {
        String tender = row.getString("tender");
        var occasion = new Occasion(
                new org.maillage.tenders.Reference(tender),
                Occasion.Kind.valueOf(row.getString("kind")),
                row.getInt("number"));
        return new Copy(
                row.getLong("id"),
                tender,
                occasion.letterKey(),
                row.getTimestamp("at").toInstant());
    }
}
