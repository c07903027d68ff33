package org.maillage.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Links to sign in, in PostgreSQL: a reader of the database learns no token. Callers own the transaction. */
@Repository
class SignInLinks {
    private final JdbcClient db;

    SignInLinks(JdbcClient db) {
        this.db = db;
    }

    /**
     * Whom a link lets in, and where to.
     *
     * @param way page of this site
     */
    record Entry(UUID person, String way) {}

    void keep(String token, Entry entry, Instant expiresAt) {
        db.sql("""
                insert into sign_in_link (hash, person, way, expires_at)
                values (:hash, :person, :way, :expiresAt)""")
                .param("hash", hash(token))
                .param("person", entry.person())
                .param("way", entry.way())
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The entry that {@code token} would give, if it is still good. */
    Optional<Entry> find(String token, Instant now) {
        return db.sql("select person, way from sign_in_link where hash = :hash and expires_at > :now")
                .param("hash", hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Entry(row.getObject("person", UUID.class), row.getString("way")))
                .optional();
    }

    /** Takes the entry out: of two clicks on one link, on any nodes, one gets it. */
    Optional<Entry> take(String token, Instant now) {
        return db.sql("delete from sign_in_link where hash = :hash and expires_at > :now returning person, way")
                .param("hash", hash(token))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Entry(row.getObject("person", UUID.class), row.getString("way")))
                .optional();
    }

    /** Makes every link of {@code person} void. */
    void forget(UUID person) {
        db.sql("delete from sign_in_link where person = :person")
                .param("person", person)
                .update();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has SHA-256
        }
    }
}
