package org.maillage.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.EmailAddress;
import org.maillage.mail.FanOut;
import org.maillage.mail.IncomingMail;
import org.maillage.mail.Outbox;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The network's own subscription. Its copy of each alert goes the whole way: the ledger, the outbox, the mail server, and
 * back to an address that the platform reads. A copy that does not come back in two minutes says that providers may not
 * be receiving theirs.
 *
 * <p>It stands first in each fan-out, so that a long queue behind it does not delay it. Where an earlier fan-out stands
 * before it, the two minutes begin when it is handed to the mail server; until then it is missed only if nothing at all
 * leaves.
 */
@Component
class Witness implements IncomingMail {
    static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    /** After that, a copy that never came back is history: it no longer tells how things are. */
    static final Duration CONCERNS = Duration.ofHours(24);

    static final String LOCAL_PART = "temoin";

    /** What a letter calls itself, for this reader. */
    static final String LETTER = "X-Maillage-Letter";

    private final WitnessCopies copies;
    private final Outbox outbox;
    private final SubscriptionLinks links;
    private final Clock clock;
    private final Counter missed;

    Witness(WitnessCopies copies, Outbox outbox, SubscriptionLinks links, Clock clock, MeterRegistry metrics) {
        this.copies = copies;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.missed = metrics.counter("maillage.alerts.witness.missed");
    }

    /** The witness exists where mail to the platform is read; elsewhere its copies could not come back. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void takePlace() {
        if (!outbox.readsOwnAddresses()) {
            copies.dismiss();
            return;
        }
        UUID id = UUID.randomUUID();
        EmailAddress address = outbox.ownAddress(LOCAL_PART);
        copies.appoint(id, address, links.token(id), clock.instant());
    }

    /**
     * A message to the witness. Anyone may write to it; only its own copy holds its link, which nobody else was sent.
     */
    @Override
    @Transactional
    public boolean receive(String localPart, MimeMessage message) throws MessagingException {
        if (!localPart.equals(LOCAL_PART)) return false;
        String letter = message.getHeader(LETTER, null);
        String link = message.getHeader("List-Unsubscribe", null);
        if (letter != null && link != null)
            copies.token().filter(link::contains).ifPresent(own -> copies.back(letter.strip(), clock.instant()));
        return true;
    }

    /** Notes the copies that are missed; every node may do it, each copy is noted once. */
    @Transactional
    public void watch() {
        Instant now = clock.instant();
        for (WitnessCopies.Copy copy : copies.awaited(now.minus(CONCERNS), now.minus(BACK_WITHIN)))
            if (late(copy, now) && copies.missed(copy.occasion(), now)) missed.increment();
    }

    private boolean late(WitnessCopies.Copy copy, Instant now) {
        Instant limit = now.minus(BACK_WITHIN);
        Instant left = fanOut(copy).firstAt();
        if (left != null) return left.isBefore(limit);
        return outbox.lastSentAt().map(moved -> moved.isBefore(limit)).orElse(true);
    }

    /** The witness reads French. */
    private FanOut fanOut(WitnessCopies.Copy copy) {
        return outbox.fanOut(AlertMail.key(copy.letter(), "fr"));
    }

    /** What is missed now, the oldest first. */
    List<WitnessCopies.Copy> missing() {
        return copies.missing(clock.instant().minus(CONCERNS));
    }
}
