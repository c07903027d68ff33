package org.maillage.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.network.PersonLeft;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a member chooses, and what follows from it for what waits already. */
@Service
class Choosing {
    private final Recipients recipients;
    private final NotificationQueue queue;
    private final Holidays holidays;
    private final Clock clock;

    Choosing(Recipients recipients, NotificationQueue queue, Holidays holidays, Clock clock) {
        this.recipients = recipients;
        this.queue = queue;
        this.holidays = holidays;
        this.clock = clock;
    }

    NotificationSettings of(UUID person) {
        return recipients
                .find(person)
                .orElseThrow(() -> new NotFound("recipient"))
                .settings();
    }

    /** Keeps {@code settings}; what waits leaves by them, what is not wanted any more is forgotten. */
    @Transactional
    public void choose(UUID person, NotificationSettings settings) {
        queue.hold(person);
        recipients.save(person, settings);
        if (settings.stopped()) {
            queue.dropWaiting(person);
            return;
        }
        queue.drop(person, settings.off());
        Recipient now = recipients.find(person).orElseThrow(() -> new NotFound("recipient"));
        Calm calm = now.calm(holidays);
        Instant at = clock.instant();
        queue.move(person, calm.digest(at), calm.awake(at));
    }

    /** Stops every mail, or takes them up again; done twice, it changes nothing. Whoever has left gets none anyway. */
    @Transactional
    public void stop(UUID person, boolean stop) {
        queue.hold(person);
        recipients
                .find(person)
                .map(Recipient::settings)
                .filter(s -> s.stopped() != stop)
                .ifPresent(s -> choose(person, s.stopped(stop)));
    }

    @ApplicationModuleListener
    void on(PersonLeft event) {
        forget(event.person());
    }

    /** Nothing is kept about somebody who has left. */
    @Transactional
    void forget(UUID person) {
        queue.forget(person);
        recipients.forget(person);
    }
}
