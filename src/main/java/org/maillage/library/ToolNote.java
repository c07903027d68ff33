package org.maillage.library;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;

/**
 * What a tool gave someone, in a few sentences.
 *
 * @param author null when it was left unsigned, or its author has left
 * @param name of the author as members see it; null likewise
 * @param dla of a signed note by an officer; null when it was left unsigned
 */
public record ToolNote(
        UUID id,
        LocalDate day,
        String text,
        @Nullable UUID author,
        @Nullable String name,
        @Nullable DlaId dla) {
    static final int LONGEST = 1_000;
}
