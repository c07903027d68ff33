package org.maillage.alerts;

import java.time.Clock;
import org.maillage.mail.AddressRefused;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** An address that servers refuse for good is told nothing more; subscribing again from it revives its subscription. */
@Component
class RefusedAddresses {
    private final Subscriptions subscriptions;
    private final Clock clock;

    RefusedAddresses(Subscriptions subscriptions, Clock clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AddressRefused event) {
        subscriptions.markUndeliverable(event.recipientKey(), clock.instant());
    }
}
