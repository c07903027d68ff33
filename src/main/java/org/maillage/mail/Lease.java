package org.maillage.mail;

import java.time.Duration;

/** How long what this node holds is surely its own, by a clock that nobody sets. */
final class Lease {
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private volatile long untilNanos = System.nanoTime();

    /** A claim or renewal begun at {@code beganNanos} has succeeded. */
    void renewed(long beganNanos) {
        untilNanos = beganNanos + Deliveries.LEASE.minus(MARGIN).toNanos();
    }

    /** After this, nothing that was claimed may be sent: the node slept or lost its database. */
    boolean ended() {
        return System.nanoTime() - untilNanos > 0;
    }
}
