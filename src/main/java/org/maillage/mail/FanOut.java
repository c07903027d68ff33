package org.maillage.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a letter to many has gone. The figures stay true after the recipients have been erased.
 *
 * @param recipients to how many it goes in all
 * @param queued how many still wait
 * @param sent how many the mail server has taken
 * @param firstAt when the first left; null before that
 * @param lastAt when the latest left so far; null before the first
 */
public record FanOut(
        int recipients,
        int queued,
        int sent,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {
    static final FanOut NONE = new FanOut(0, 0, 0, null, null);

    /** Whether nothing waits any more. */
    public boolean done() {
        return queued == 0;
    }
}
