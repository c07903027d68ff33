package org.maillage.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.tenders.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests that wait for their confirmation, in PostgreSQL. Callers own the transaction. */
@Repository
class SubscriptionRequests {
    /** How long a request waits; then it opens nothing, and the next purge removes it. */
    static final Duration WAITS = Duration.ofHours(48);

    /** Wrong codes that a request bears, the last one included. */
    static final int TRIES = 5;

    private final JdbcClient db;

    SubscriptionRequests(JdbcClient db) {
        this.db = db;
    }

    void insert(SubscriptionRequest request, byte[] tokenHash, byte @Nullable [] codeHash) {
        db.sql("""
                insert into subscription_request (id, email, token_hash, code_hash, departments, domains, kinds,
                                                  rhythm, language, tender, created_at)
                values (:id, :email, :token, :code, :departments, :domains, :kinds, :rhythm, :language, :tender, :at)""")
                .param("id", request.id())
                .param("email", request.email().text())
                .param("token", tokenHash)
                .param("code", codeHash, java.sql.Types.BINARY)
                .param("departments", Subscriptions.array(request.choices().departmentCodes()))
                .param("domains", Subscriptions.array(request.choices().domainNames()))
                .param("kinds", Subscriptions.array(request.choices().kindNames()))
                .param("rhythm", request.rhythm().name())
                .param("language", request.language())
                .param("tender", request.followed().map(Reference::text).orElse(null))
                .param("at", request.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The request that {@code tokenHash} opens and that still waits or was confirmed, locked until the transaction ends. */
    Optional<SubscriptionRequest> findForUpdate(byte[] tokenHash, Instant now) {
        return db.sql("""
                select * from subscription_request where token_hash = :token and created_at > :oldest for update""")
                .param("token", tokenHash)
                .param("oldest", now.minus(WAITS).atOffset(ZoneOffset.UTC))
                .query(SubscriptionRequests::request)
                .optional();
    }

    Optional<SubscriptionRequest> find(UUID id, Instant now) {
        return db.sql("select * from subscription_request where id = :id and created_at > :oldest")
                .param("id", id)
                .param("oldest", now.minus(WAITS).atOffset(ZoneOffset.UTC))
                .query(SubscriptionRequests::request)
                .optional();
    }

    /** Counts one try before it is compared, so that two tries at once count as two; empty when none is left. */
    Optional<byte[]> spendTry(UUID id, Instant now) {
        return db.sql("""
                update subscription_request set tries = tries + 1
                 where id = :id and created_at > :oldest and code_hash is not null and tries < :tries
                returning code_hash""")
                .param("id", id)
                .param("oldest", now.minus(WAITS).atOffset(ZoneOffset.UTC))
                .param("tries", TRIES)
                .query(byte[].class)
                .optional();
    }

    Optional<SubscriptionRequest> findForUpdate(UUID id) {
        return db.sql("select * from subscription_request where id = :id for update")
                .param("id", id)
                .query(SubscriptionRequests::request)
                .optional();
    }

    void confirmed(UUID id, UUID subscription) {
        db.sql("update subscription_request set subscription = :subscription where id = :id")
                .param("subscription", subscription)
                .param("id", id)
                .update();
    }

    private static SubscriptionRequest request(ResultSet row, int n) throws SQLException {
        @Nullable String tender = row.getString("tender");
        return new SubscriptionRequest(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                Subscriptions.choices(row),
                Rhythm.valueOf(row.getString("rhythm")),
                row.getString("language"),
                tender == null ? null : new Reference(tender),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("subscription", UUID.class));
    }
}
