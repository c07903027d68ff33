package org.maillage.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invitations in PostgreSQL: a reader of the database learns no token. Callers own the transaction. */
@Repository
class Invitations {
    private static final String INVITATION = """
            select i.*, coalesce(d.name, '') dla_name, p.name inviter
              from invitation i
              join person p on p.id = i.invited_by
              left join dla d on d.id = i.dla
            """;
    private final JdbcClient db;

    Invitations(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps an invitation. The same place for the same address is invited to once: the latest link counts.
     *
     * @param hash of the token; null when the address is a member's, whose letter holds no link to come in
     */
    void keep(
            byte @Nullable [] hash,
            EmailAddress email,
            String name,
            Role role,
            @Nullable DlaId dla,
            UUID by,
            Locale language,
            Instant now,
            Instant expiresAt) {
        db.sql("""
                insert into invitation (id, hash, email, name, role, dla, invited_by, language, sent_at, expires_at)
                values (:id, :hash, :email, :name, :role, :dla, :by, :language, :now, :expiresAt)
                    on conflict (lower(email), role, coalesce(dla, '')) do update
                   set hash = excluded.hash, name = excluded.name, invited_by = excluded.invited_by,
                       language = excluded.language, sent_at = excluded.sent_at, expires_at = excluded.expires_at""")
                .param("id", UUID.randomUUID())
                .param("hash", hash, java.sql.Types.BINARY)
                .param("email", email.text())
                .param("name", name)
                .param("role", role.name())
                .param("dla", dla == null ? null : dla.slug())
                .param("by", by)
                .param("language", language.getLanguage().equals("en") ? "en" : "fr")
                .param("now", utc(now))
                .param("expiresAt", utc(expiresAt))
                .update();
    }

    Optional<Invitation> find(UUID id) {
        return db.sql(INVITATION + " where i.id = :id")
                .param("id", id)
                .query(Invitations::invitation)
                .optional();
    }

    /** The invitation whose letter holds {@code token}, if it is still good. */
    Optional<Invitation> find(String token, Instant now) {
        return db.sql(INVITATION + " where i.hash = :hash and i.expires_at > :now")
                .param("hash", Token.hash(token))
                .param("now", utc(now))
                .query(Invitations::invitation)
                .optional();
    }

    /** The same, and nobody else takes it up until the transaction ends. */
    Optional<Invitation> take(String token, Instant now) {
        return db.sql(INVITATION + " where i.hash = :hash and i.expires_at > :now for update of i")
                .param("hash", Token.hash(token))
                .param("now", utc(now))
                .query(Invitations::invitation)
                .optional();
    }

    /** Those of the whole network, or of one DLA, the oldest first. */
    List<Invitation> pending(@Nullable DlaId dla) {
        return db.sql(INVITATION + " where cast(:dla as text) is null or i.dla = :dla order by i.sent_at, i.id")
                .param("dla", dla == null ? null : dla.slug())
                .query(Invitations::invitation)
                .list();
    }

    void delete(UUID id) {
        db.sql("delete from invitation where id = :id").param("id", id).update();
    }

    /** Forgets every invitation of one address: whoever has come in needs no other way. */
    void forget(EmailAddress email) {
        db.sql("delete from invitation where lower(email) = :email")
                .param("email", email.canonical())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Invitation invitation(ResultSet row, int n) throws SQLException {
        @Nullable String dla = row.getString("dla");
        return new Invitation(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                dla == null ? null : new DlaId(dla),
                row.getString("dla_name"),
                row.getString("inviter"),
                row.getString("language"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
