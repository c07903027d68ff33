package org.maillage.mail;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.maillage.platform.Secrets;
import org.maillage.testing.TestClock;
import org.maillage.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A queue in a database of its own, and senders over it that tests start, stop and kill: no other test's mail comes between. */
final class MailNode implements AutoCloseable {
    final TestClock clock = new TestClock();
    final JdbcClient db;
    final Queue queue;
    final Deliveries deliveries;
    final MailFigures figures = new MailFigures(new SimpleMeterRegistry(), clock);
    final MailIdentity identity =
            new MailIdentity("Réseau d’essai", "ne-pas-repondre@maillage.example.org", "maillage.example.org");
    final List<Object> events = new CopyOnWriteArrayList<>();
    final Refusals refusals;
    final ReturnPath returnPath;
    final Dkim.Keys keys = new Dkim.Keys("maillage.example.org", null, null, null, null);
    private final HikariDataSource pool = new HikariDataSource();
    private final TransactionTemplate transaction;
    private final List<Sender> senders = new CopyOnWriteArrayList<>();
    private final JsonMapper json = JsonMapper.builder().build();

    MailNode(Secrets secrets) {
        pool.setJdbcUrl(TestDatabase.create());
        pool.setMaximumPoolSize(12);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        db = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        queue = new Queue(db, json, clock);
        deliveries = new Deliveries(db, json, clock);
        refusals = new Refusals(db, deliveries, transaction, events::add, clock);
        returnPath = new ReturnPath(secrets.signer("mail/return-path"), identity, true);
    }

    Sender sender(SmtpUrl server, int connections) {
        return sender(server, connections, 0, deliveries);
    }

    Sender sender(SmtpUrl server, int connections, double rate, Deliveries over) {
        var sender = new Sender(new Sender.Parts(
                () -> server,
                "maillage.example.org",
                connections,
                rate,
                over,
                refusals,
                new Postmark(over, identity, keys, () -> "Réseau", json, clock),
                returnPath,
                figures));
        senders.add(sender);
        sender.start();
        return sender;
    }

    static Letter letter(String subject, Priority priority) {
        return new Letter("test", priority, subject, "Bonjour {{n}}.\n", "<p>Bonjour {{n}}.</p>", Map.of(), false);
    }

    void send(String address) {
        send(address, Priority.NORMAL);
    }

    void send(String address, Priority priority) {
        transaction.executeWithoutResult(t -> queue.add(letter("Essai", priority), address, "{}"));
        senders.forEach(Sender::wake);
    }

    /** To {@code count} recipients, {@code 1@…}, {@code 2@…}, each with a key of its own, in this order. */
    void fanOut(String key, int count, String domain) {
        transaction.executeWithoutResult(t -> queue.addAll(
                key,
                letter("N° {{n}}", Priority.BULK),
                clock.instant(),
                "select md5(n::text || :domain)::uuid recipient_key, n || '@' || :domain address, "
                        + "jsonb_build_object('n', n::text) fields, n::bigint turn from generate_series(1, " + count
                        + ") n",
                Map.of("domain", domain)));
        senders.forEach(Sender::wake);
    }

    /** One letter to one recipient with a key. */
    void sendTo(UUID recipient, String letterKey, String address) {
        transaction.executeWithoutResult(t -> queue.addAll(
                letterKey,
                letter("Essai", Priority.NORMAL),
                clock.instant(),
                "select cast(:key as uuid) recipient_key, :address address, '{}'::jsonb fields, 1::bigint turn",
                Map.of("key", recipient.toString(), "address", address)));
        senders.forEach(Sender::wake);
    }

    int count(String state) {
        return db.sql("select count(*) from mail_delivery where state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    /** The one number that {@code sql} returns. */
    int number(String sql) {
        return ((Number) db.sql(sql).query().singleValue()).intValue();
    }

    void wake() {
        senders.forEach(Sender::wake);
    }

    @Override
    public void close() {
        senders.forEach(Sender::stop);
        pool.close();
    }
}
