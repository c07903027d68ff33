package org.maillage.alerts;

import java.time.Clock;
import java.time.Instant;
import org.maillage.tenders.EnquiriesAnswered;
import org.maillage.tenders.TenderAmended;
import org.maillage.tenders.TenderCancelled;
import org.maillage.tenders.TenderConcluded;
import org.maillage.tenders.TenderPublished;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Equality of treatment, in one transaction: everyone concerned by what happened to a call is written in the ledger in
 * random order, and the messages of those who are told at once are in the outbox. It happens wholly or, when the node
 * dies, not yet: the event waits in the registry. Received twice, an event changes nothing.
 */
@Service
class Alerting {
    private final Ledger ledger;
    private final AlertMail mail;
    private final Clock clock;

    Alerting(Ledger ledger, AlertMail mail, Clock clock) {
        this.ledger = ledger;
        this.mail = mail;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(TenderPublished event) {
        tell(Occasion.publication(event.reference()));
    }

    @ApplicationModuleListener
    void on(TenderAmended event) {
        tell(new Occasion(event.reference(), Occasion.Kind.AMENDMENT, event.amendment()));
    }

    @ApplicationModuleListener
    void on(EnquiriesAnswered event) {
        tell(new Occasion(event.reference(), Occasion.Kind.ANSWERS, event.batch()));
    }

    @ApplicationModuleListener
    void on(TenderConcluded event) {
        tell(new Occasion(event.reference(), Occasion.Kind.OUTCOME, 0));
    }

    @ApplicationModuleListener
    void on(TenderCancelled event) {
        tell(new Occasion(event.reference(), Occasion.Kind.CANCELLATION, 0));
    }

    /** Tells of {@code occasion} once, however often it is called. */
    @Transactional
    void tell(Occasion occasion) {
        Instant now = clock.instant();
        ledger.open(occasion, now).ifPresent(id -> {
            ledger.fill(id, occasion);
            mail.alerts(id, occasion, now);
        });
    }
}
