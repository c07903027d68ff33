package org.maillage.alerts;

import java.util.List;
import java.util.UUID;
import org.maillage.mail.Outbox;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back alerts that nobody wants any more: queued for someone who unsubscribes meanwhile, or about a call that their
 * new choices leave out. What stands in an open SMTP connection may still arrive.
 */
@Service
class Withdrawals {
    private final Subscriptions subscriptions;
    private final Ledger ledger;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    Withdrawals(Subscriptions subscriptions, Ledger ledger, Outbox outbox, ApplicationEventPublisher events) {
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.outbox = outbox;
        this.events = events;
    }

    /** Takes back what no longer concerns {@code subscription}, in the transaction that changes or ends it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void of(UUID subscription) {
        withdraw(subscription);
        events.publishEvent(new SubscriptionChanged(subscription));
    }

    /** Once more after it: a fan-out that had begun before the change did not see it, and is waited for. */
    @ApplicationModuleListener
    void on(SubscriptionChanged event) {
        ledger.waitForFanOuts();
        withdraw(event.subscription());
    }

    private void withdraw(UUID subscription) {
        if (subscriptions.find(subscription).isEmpty()) {
            outbox.withdraw(subscription);
            return;
        }
        List<String> letters = ledger.dropUnconcerned(subscription);
        // A call's letter is named with its language after it, a digest's with its number.
        outbox.withdraw(
                subscription,
                letters.stream()
                        .map(letter -> letter + (letter.startsWith(Digests.KEY) ? "-" : "/"))
                        .toList());
    }
}
