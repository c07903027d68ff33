package org.maillage.library;

import java.time.Instant;
import org.maillage.kernel.DlaId;

/**
 * A tool as it stood.
 *
 * @param dla wrote it; no person is kept
 * @param note what changed, in the writer's words; may be empty
 */
public record ToolVersion(int number, Instant at, DlaId dla, What what, String note, ToolContent content) {
    static final int LONGEST_NOTE = 300;

    /** What made it a version of its own. */
    public enum What {
        CREATED,
        WRITTEN,
        /** An earlier text came back. */
        RESTORED,
        /** A file came, changed or left; the text stayed. */
        FILES,
        /** A variant took up what changed in the common tool. */
        CAUGHT_UP,
        /** The common tool took up what a variant proposed. */
        ACCEPTED
    }
}
