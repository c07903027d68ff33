package org.maillage.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delivery that this node holds: no other node sends it until the lease ends.
 *
 * @param recipientKey null for a letter to one address
 * @param fields JSON, as stored
 * @param attempts how many failed before
 * @param letterAt when the letter was written: part of its stable identifier
 */
record Claimed(
        long id,
        long letter,
        int priority,
        @Nullable UUID recipientKey,
        String address,
        String fields,
        long turn,
        int attempts,
        Instant queuedAt,
        Instant dueAt,
        Instant letterAt)
        implements Comparable<Claimed> {

    /** The order in which deliveries leave. */
    @Override
    public int compareTo(Claimed other) {
        int order = Integer.compare(priority, other.priority);
        if (order == 0) order = dueAt.compareTo(other.dueAt);
        if (order == 0) order = Long.compare(turn, other.turn);
        return order != 0 ? order : Long.compare(id, other.id);
    }
}
