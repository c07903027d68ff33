package org.maillage.mail;

import java.time.Duration;

/** When what failed is tried again: growing delays, up to two days (RFC 5321 section 4.5.4.1 asks for more than one). */
final class Retries {
    static final Duration GIVE_UP_AFTER = Duration.ofHours(48);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(4);
    /** A refusal that is our fault does not mend itself in a minute. */
    private static final Duration FIRST_WHEN_OURS = Duration.ofMinutes(15);

    private Retries() {}

    /** @param attempts how many failed before this one */
    static Duration after(int attempts) {
        return grown(FIRST, attempts);
    }

    static Duration afterOurFault(int attempts) {
        return grown(FIRST_WHEN_OURS, attempts);
    }

    private static Duration grown(Duration first, int attempts) {
        Duration delay = first.multipliedBy(1L << Math.min(attempts, 12));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
