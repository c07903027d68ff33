package org.maillage.agenda;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A point of the order of the day.
 *
 * @param minutes that it may take; null when nobody said
 * @param person who proposed it; null once it is settled
 * @param kept whether it stands on the settled order
 */
public record Item(
        UUID id,
        int turn,
        String text,
        @Nullable Integer minutes,
        @Nullable UUID person,
        String name,
        boolean kept) {
    static final int MOST = 40;
    public static final int MOST_TEXT = 300;
}
