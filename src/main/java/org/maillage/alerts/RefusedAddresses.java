package org.maillage.alerts;

import java.time.Clock;
import org.maillage.mail.AddressRefused;
import org.maillage.mail.Outbox;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** An address that servers refuse for good is told nothing more; subscribing again from it revives its subscription. */
@Component
class RefusedAddresses {
    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Clock clock;

    RefusedAddresses(Subscriptions subscriptions, Outbox outbox, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AddressRefused event) {
        if (subscriptions.markUndeliverable(event.recipientKey(), clock.instant()))
            outbox.withdraw(event.recipientKey());
    }
}
