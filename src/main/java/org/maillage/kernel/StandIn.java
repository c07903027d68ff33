package org.maillage.kernel;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An absence under way: an officer of another DLA acts for the one who is away, as both agreed, for the calls and the
 * support requests of that DLA and nothing else.
 *
 * @param dla the DLA that is stood in for
 * @param substitute who acts
 * @param substituteName their name as shown
 * @param absentName the name of whoever is away
 * @param lastDay last day of the absence, in Paris
 */
public record StandIn(
        DlaId dla, String dlaName, UUID substitute, String substituteName, String absentName, LocalDate lastDay)
        implements Serializable {}
