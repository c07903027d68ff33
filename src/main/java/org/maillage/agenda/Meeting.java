package org.maillage.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on one of its dates, as somebody sees it.
 *
 * @param invited whether they are
 * @param mine their answer for this date; null when there is none
 */
public record Meeting(
        Event event,
        Occurrence date,
        boolean invited,
        @Nullable Answer mine) {

    public Details details() {
        return event.details();
    }

    public Slot when() {
        return date.when();
    }

    public String place() {
        return date.place().isEmpty() ? details().place() : date.place();
    }

    public boolean cancelled() {
        return date.cancelled();
    }

    public boolean mayAnswer(Instant now) {
        return invited && !cancelled() && !date.over(now);
    }

    public String path() {
        return date.path();
    }
}
