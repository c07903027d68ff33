package org.maillage.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.maillage.platform.Paris;

/**
 * From when until when, on the clocks of Paris: what people agree on, and what stays when clocks change.
 *
 * @param ends after {@code starts}, by 31 days at most
 */
public record Slot(LocalDateTime starts, LocalDateTime ends) {
    static final Duration LONGEST = Duration.ofDays(31);

    public Slot {
        if (!ends.isAfter(starts) || Duration.between(starts, ends).compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("No slot");
    }

    public Instant startsAt() {
        return instant(starts);
    }

    public Instant endsAt() {
        return instant(ends);
    }

    public boolean oneDay() {
        return starts.toLocalDate().equals(ends.toLocalDate());
    }

    /** How long it lasts by the clocks on the wall. */
    Duration length() {
        return Duration.between(starts, ends);
    }

    /** As long, from {@code start} on. */
    Slot from(LocalDateTime start) {
        return new Slot(start, start.plus(length()));
    }

    /** Of two instants when clocks go back the earlier; a time that is skipped counts an hour later: RFC 5545, section 3.3.5. */
    static Instant instant(LocalDateTime local) {
        return local.atZone(Paris.ZONE).toInstant();
    }
}
