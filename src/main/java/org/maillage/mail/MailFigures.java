package org.maillage.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what happens to messages, by kind of letter; and remembers what an operator must hear of. */
final class MailFigures {
    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter retried;
    private final Counter refused;
    private final Counter givenUp;
    private volatile @Nullable Instant lastSent;
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Trouble refusalOfUs;

    /**
     * The last thing that went wrong by our own fault or the server's.
     *
     * @param what step and code, never the server's words: they may name a recipient
     */
    record Trouble(Instant at, String what) {}

    MailFigures(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.retried = meters.counter("maillage.mail.retried");
        this.refused = meters.counter("maillage.mail.refused");
        this.givenUp = meters.counter("maillage.mail.given.up");
    }

    void sent(String kind) {
        lastSent = clock.instant();
        meters.counter("maillage.mail.sent", "kind", kind).increment();
    }

    void postponed(boolean again) {
        (again ? retried : givenUp).increment();
    }

    void refused() {
        refused.increment();
    }

    /** The server refused a message by our fault, not the recipient's. */
    void refusedUs(String what) {
        refusalOfUs = new Trouble(clock.instant(), what);
    }

    @Nullable
    Trouble lastRefusalOfUs() {
        return refusalOfUs;
    }

    void trouble(String what) {
        trouble = new Trouble(clock.instant(), what);
    }

    /** When this node last sent a message; null since its start. */
    @Nullable
    Instant lastSent() {
        return lastSent;
    }

    @Nullable
    Trouble lastTrouble() {
        return trouble;
    }
}
