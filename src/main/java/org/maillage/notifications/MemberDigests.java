package org.maillage.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells members what is due, one letter a person. A person is one transaction that marks the rows and queues the letter:
 * a run that comes late, dies in the middle or meets another node's tells everything, and everything once.
 */
@Service
class MemberDigests {
    private final NotificationQueue queue;
    private final Recipients recipients;
    private final NotificationLetters letters;
    private final Holidays holidays;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MemberDigests(
            NotificationQueue queue,
            Recipients recipients,
            NotificationLetters letters,
            Holidays holidays,
            TransactionTemplate transaction,
            Clock clock) {
        this.queue = queue;
        this.recipients = recipients;
        this.letters = letters;
        this.holidays = holidays;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        while (next()) {
            // each person is a transaction of its own
        }
    }

    /** Treats one person for whom something is due. @return whether there was one */
    boolean next() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            Optional<UUID> person = queue.someoneToTell(now);
            person.ifPresent(id -> tell(id, now));
            return person.isPresent();
        }));
    }

    private void tell(UUID person, Instant now) {
        Optional<Recipient> found = recipients.find(person);
        if (found.isEmpty() || found.get().settings().stopped()) {
            queue.dropWaiting(person);
            return;
        }
        Recipient recipient = found.get();
        Calm calm = recipient.calm(holidays);
        if (calm.quiet(now)) { // a run that comes late does not wake anybody
            queue.move(person, calm.digest(now), calm.awake(now));
            return;
        }
        List<Waiting> due = queue.due(person, now);
        queue.told(due, now);
        // Switched off in the very moment in which it was told: nothing is said of it.
        List<Waiting> wanted =
                due.stream().filter(w -> recipient.settings().wants(w.topic())).toList();
        if (!wanted.isEmpty()) letters.send(recipient, wanted);
    }
}
