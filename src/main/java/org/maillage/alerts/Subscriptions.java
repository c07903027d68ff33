package org.maillage.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.kernel.EmailAddress;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscriptions and the calls that they follow, in PostgreSQL. Callers own the transaction. */
@Repository
class Subscriptions {
    private final JdbcClient db;

    Subscriptions(JdbcClient db) {
        this.db = db;
    }

    Optional<Subscription> find(UUID id) {
        return db.sql("select * from subscription where id = :id and not witness")
                .param("id", id)
                .query(Subscriptions::subscription)
                .optional();
    }

    /** The subscription of an address, however it is spelt. */
    Optional<UUID> idOf(EmailAddress email) {
        return db.sql("select id from subscription where lower(email) = :email and not witness")
                .param("email", email.canonical())
                .query(UUID.class)
                .optional();
    }

    /**
     * By address, however it is spelt. Nobody else reads or makes a subscription of this address by this way until the
     * transaction ends: two confirmations at once make one row.
     */
    Optional<Subscription> findForUpdate(EmailAddress email) {
        db.sql("select 1 from pg_advisory_xact_lock(hashtextextended('subscription ' || :email, 0))")
                .param("email", email.canonical())
                .query(Integer.class)
                .single();
        return db.sql("select * from subscription where lower(email) = :email and not witness for update")
                .param("email", email.canonical())
                .query(Subscriptions::subscription)
                .optional();
    }

    /** Writes a subscription, new or known by its identifier. */
    void save(Subscription subscription, Instant now) {
        db.sql("""
                insert into subscription (id, email, listens, departments, domains, kinds, rhythm, language, state,
                                          token, created_at, changed_at)
                values (:id, :email, :listens, :departments, :domains, :kinds, :rhythm, :language, :state,
                        :token, :createdAt, :now)
                on conflict (id) do update
                   set email = excluded.email, listens = excluded.listens, departments = excluded.departments,
                       domains = excluded.domains, kinds = excluded.kinds, rhythm = excluded.rhythm,
                       language = excluded.language, state = excluded.state, changed_at = excluded.changed_at""")
                .param("id", subscription.id())
                .param("email", subscription.email().text())
                .param("listens", subscription.listens())
                .param("departments", array(subscription.choices().departmentCodes()))
                .param("domains", array(subscription.choices().domainNames()))
                .param("kinds", array(subscription.choices().kindNames()))
                .param("rhythm", subscription.rhythm().name())
                .param("language", subscription.language())
                .param("state", subscription.state().name())
                .param("token", subscription.token())
                .param("createdAt", subscription.createdAt().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Its follows, its requests and its lines of the ledger go with it. */
    boolean delete(UUID id) {
        return db.sql("delete from subscription where id = :id and not witness")
                        .param("id", id)
                        .update()
                == 1;
    }

    void follow(UUID subscription, Reference tender, Instant now) {
        db.sql("""
                insert into following (subscription, tender, created_at) values (:subscription, :tender, :now)
                on conflict do nothing""")
                .param("subscription", subscription)
                .param("tender", tender.text())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void unfollow(UUID subscription, Reference tender) {
        db.sql("delete from following where subscription = :subscription and tender = :tender")
                .param("subscription", subscription)
                .param("tender", tender.text())
                .update();
    }

    /** Calls followed alone, the latest choice first. */
    List<CallLine> followed(UUID subscription) {
        return db.sql("""
                select t.reference, t.title, f.created_at at
                  from following f
                  join tender t on t.reference = f.tender
                 where f.subscription = :subscription
                 order by f.created_at desc, t.reference""")
                .param("subscription", subscription)
                .query(CallLine::of)
                .list();
    }

    /** No mail reaches this address any more: it is told nothing until its holder subscribes again. @return whether it was not known yet */
    boolean markUndeliverable(UUID id, Instant now) {
        return db.sql("""
                update subscription set state = 'UNDELIVERABLE', changed_at = :now
                 where id = :id and state = 'ACTIVE' and not witness""")
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static Subscription subscription(ResultSet row, int n) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                row.getBoolean("listens"),
                choices(row),
                Rhythm.valueOf(row.getString("rhythm")),
                row.getString("language"),
                Subscription.State.valueOf(row.getString("state")),
                row.getString("token"),
                row.getTimestamp("created_at").toInstant());
    }

    static Choices choices(ResultSet row) throws SQLException {
        return new Choices(
                strings(row, "departments").stream().map(DepartmentCode::new).toList(),
                strings(row, "domains").stream().map(Domain::valueOf).toList(),
                strings(row, "kinds").stream().map(Kind::valueOf).toList());
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
