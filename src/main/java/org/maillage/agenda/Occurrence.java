package org.maillage.agenda;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.maillage.platform.Paris;

/**
 * One date of an event.
 *
 * @param slot where the event's rule put it, whatever became of it since: calendars know it by that
 * @param place this time elsewhere; empty for the event's own place
 * @param settled whether the facilitator settled its order of the day
 */
public record Occurrence(
        UUID id, UUID event, LocalDateTime slot, Slot when, boolean cancelled, String place, boolean settled) {

    public String path() {
        return "/espace/agenda/" + id;
    }

    /** Whether its last day is over in Paris: from then on answers are counts. */
    public boolean dayOver(Instant now) {
        return when.ends().toLocalDate().isBefore(now.atZone(Paris.ZONE).toLocalDate());
    }

    public boolean over(Instant now) {
        return !when.endsAt().isAfter(now);
    }
}
