package org.maillage.mail;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts how often mail servers refused a recipient for good; the second time, those who write to them are told. */
@Component
class Refusals {
    private static final int TOLERATED = 1; // a server in trouble refuses good addresses too, once
    private final JdbcClient db;
    private final Deliveries deliveries;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Refusals(
            JdbcClient db,
            Deliveries deliveries,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** At RCPT: the delivery is over. */
    void atOnce(UUID node, Claimed delivery) {
        transaction.executeWithoutResult(t -> {
            UUID recipient = delivery.recipientKey();
            if (deliveries.refused(node, delivery) && recipient != null) count(recipient);
        });
    }

    /** Counts one refusal; part of the caller's transaction. */
    void count(UUID recipient) {
        int refusals = db.sql("""
                insert into mail_refusal (recipient_key, refusals, last_at) values (:recipient, 1, :now)
                    on conflict (recipient_key) do update
                   set refusals = mail_refusal.refusals + 1, last_at = excluded.last_at
                returning refusals""")
                .param("recipient", recipient)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (refusals > TOLERATED) events.publishEvent(new AddressRefused(recipient));
    }
}
