package org.maillage.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the finder answers.
 *
 * @param typed what was asked, to stand in the field again
 * @param communes those found, or those to choose from
 * @param department where they are, once that is sure; null before
 * @param others communes elsewhere whose longer name begins so: whoever types « Charleville » may mean another
 * @param dla who serves that department; null outside the network, or before the department is sure
 */
public record Finding(
        String typed,
        Kind kind,
        List<Commune> communes,
        List<Commune> others,
        @Nullable Department department,
        @Nullable Dla dla) {

    public enum Kind {
        /** Nothing was asked. */
        BLANK,
        /** The place is known: so is its department. */
        FOUND,
        /** A postcode that no commune has (a CEDEX, mostly): the department by its first digits. */
        FOUND_BY_DIGITS,
        /** Several communes are called so, in several departments. */
        SEVERAL,
        /** None is called so; these resemble it. */
        ALIKE,
        UNKNOWN
    }

    static Finding several(String typed, Kind kind, List<Commune> communes) {
        return new Finding(typed, kind, communes, List.of(), null, null);
    }

    static Finding without(String typed, Kind kind) {
        return several(typed, kind, List.of());
    }
}
