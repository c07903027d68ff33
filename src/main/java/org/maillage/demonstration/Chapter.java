package org.maillage.demonstration;

import java.time.Instant;

/** One module's part of the demonstration: written once, whole, in a transaction of its own, when its table is empty. */
interface Chapter {
    /** The table that is empty until this chapter is written. */
    String table();

    /** Writes the rows, as if lived until {@code now}. */
    void write(Instant now);
}
