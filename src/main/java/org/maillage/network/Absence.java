package org.maillage.network;

import java.time.LocalDate;
import java.util.UUID;
import org.maillage.kernel.DlaId;

/**
 * A dated absence, and who is asked to stand in.
 *
 * @param absent officer of {@code dla}
 * @param substitute officer of another DLA
 * @param firstDay first day of it, in Paris
 * @param lastDay last day of it
 */
public record Absence(
        UUID id,
        DlaId dla,
        String dlaName,
        UUID absent,
        String absentName,
        UUID substitute,
        String substituteName,
        LocalDate firstDay,
        LocalDate lastDay,
        StandInState state) {

    /** Whether somebody stands in on {@code day}, by agreement. */
    public boolean underWay(LocalDate day) {
        return state == StandInState.CONSENTED && !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
