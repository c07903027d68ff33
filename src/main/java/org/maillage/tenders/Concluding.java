package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends calls: at their deadline by itself, then with an outcome; or before, by a cancellation that says why. */
@Service
class Concluding {
    private static final int MOST_REASON = 2000;
    private static final int MOST_PROVIDERS = 10;
    private final Amending published;
    private final Tenders tenders;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Concluding(Amending published, Tenders tenders, ApplicationEventPublisher events, Clock clock) {
        this.published = published;
        this.tenders = tenders;
        this.events = events;
        this.clock = clock;
    }

    /** Closes the calls whose deadline is past; calls and events commit together. */
    @Transactional
    void closeDue() {
        tenders.closeDue(clock.instant()).forEach(reference -> events.publishEvent(new TenderClosed(reference)));
    }

    /** @param amount euros, VAT included; null when it is not told */
    @Transactional
    void award(
            Reference reference,
            int seen,
            List<String> providers,
            @Nullable BigDecimal amount,
            String reason,
            Member by) {
        Tender tender = seen(reference, seen, by);
        new Violations()
                .require(!providers.isEmpty(), "providers", "tenders.providers.missing")
                .require(
                        providers.size() <= MOST_PROVIDERS && providers.stream().allMatch(p -> p.length() <= 200),
                        "providers",
                        "tenders.providers.long")
                .require(reason.length() <= MOST_REASON, "reason", "tenders.tooLong", MOST_REASON)
                .throwIfAny();
        conclude(tender, TenderState.AWARDED, new Outcome(providers, amount, reason));
        events.publishEvent(new TenderConcluded(reference));
    }

    @Transactional
    void unsuccessful(Reference reference, int seen, String reason, Member by) {
        Tender tender = seen(reference, seen, by);
        said(reason);
        conclude(tender, TenderState.UNSUCCESSFUL, new Outcome(List.of(), null, reason));
        events.publishEvent(new TenderConcluded(reference));
    }

    /** Withdraws a call that is still open. */
    @Transactional
    void cancel(Reference reference, int seen, String reason, Member by) {
        Tender tender = seen(reference, seen, by);
        said(reason);
        conclude(tender, TenderState.CANCELLED, new Outcome(List.of(), null, reason));
        events.publishEvent(new TenderCancelled(reference));
    }

    private void conclude(Tender tender, TenderState end, Outcome outcome) {
        Instant now = clock.instant();
        tenders.save(tender.concluded(end, outcome, now), now);
    }

    private static void said(String reason) {
        new Violations()
                .require(!reason.isBlank(), "reason", "tenders.reason.missing")
                .require(reason.length() <= MOST_REASON, "reason", "tenders.tooLong", MOST_REASON)
                .throwIfAny();
    }

    private Tender seen(Reference reference, int seen, Member by) {
        Tender tender = published.mine(reference, by);
        if (tender.version() != seen) throw new StaleVersion(reference);
        return tender;
    }
}
