package org.maillage.mail;

import java.time.Duration;

/**
 * Whether the mail server is there. While it is not, the queue rests whole and in order, without a failed attempt counted
 * against any message; one connection tries the door after growing pauses.
 */
final class Line {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private int failures;
    private long closedUntilNanos = System.nanoTime();

    /** The server does not answer, turns us away, or cuts the connection before a message was under way. */
    synchronized void failed() {
        if (down()) return; // several connections tell of one failure
        failures++;
        Duration pause = failures == 1 ? Duration.ofMillis(200) : Duration.ofSeconds(1L << Math.min(failures - 2, 5));
        if (pause.compareTo(LONGEST) > 0) pause = LONGEST;
        closedUntilNanos = System.nanoTime() + pause.toNanos();
    }

    /** It has taken a message. */
    synchronized void works() {
        failures = 0;
    }

    /** Whether nothing should be tried now. */
    synchronized boolean down() {
        return failures > 0 && closedUntilNanos - System.nanoTime() > 0;
    }

    /** Whether the last thing known of the server is a failure: then one message at a time knocks at the door. */
    synchronized boolean doubtful() {
        return failures > 0;
    }
}
