package org.maillage.alerts;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is new, in one message, for those who want it daily or weekly. A run has no notion of "since the last one": it
 * takes whatever waits in the ledger, and marks it in the transaction that queues the message. So a run that comes late,
 * dies in the middle or comes twice loses nothing and doubles nothing.
 */
@Service
class Digests {
    /** Subscriptions treated in one transaction: what a death in the middle costs to do again. */
    static final int BATCH = 20_000;

    /** With which the name of each digest begins. */
    static final String KEY = "digest/";

    private final Ledger ledger;
    private final AlertMail mail;
    private final TransactionTemplate transaction;

    Digests(Ledger ledger, AlertMail mail, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.mail = mail;
        this.transaction = transaction;
    }

    /**
     * The daily run. It also takes what waits for someone who has just changed to "at once", should a call have come out in
     * that very moment.
     */
    void daily() {
        run(Set.of(Rhythm.DAILY, Rhythm.AT_ONCE));
    }

    void weekly() {
        run(Set.of(Rhythm.WEEKLY));
    }

    private void run(Set<Rhythm> rhythms) {
        while (batch(rhythms, BATCH)) {
            // each round is a transaction of its own
        }
    }

    /** One transaction: takes what waits for at most {@code most} subscriptions and queues their digests. @return whether anything waited */
    boolean batch(Set<Rhythm> rhythms, int most) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            String letter = key();
            List<Ledger.Group> groups = ledger.take(rhythms, letter, most);
            send(letter, groups);
            return !groups.isEmpty();
        }));
    }

    /** Sends now what waits for one subscription, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void flush(UUID subscription) {
        String letter = key();
        send(letter, ledger.take(subscription, letter));
    }

    /** Subscriptions that wait for the same calls in the same language read the same letter, made once. */
    private void send(String letter, List<Ledger.Group> groups) {
        int n = 0;
        for (Ledger.Group group : groups) mail.digest(letter + "-" + ++n, group);
    }

    private static String key() {
        return KEY + UUID.randomUUID();
    }
}
