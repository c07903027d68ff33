package org.maillage.search;

import java.util.List;

/**
 * What a search gave.
 *
 * @param filter what was found for; other words than those asked for when {@code how} says so
 * @param total how many there are; {@value #MANY} says more than a thousand
 */
public record Found(SearchFilter filter, How how, List<Hit> hits, int total) {
    /** What {@link #total} is when nobody has counted further. */
    public static final int MANY = 1001;

    public Found {
        hits = List.copyOf(hits);
    }

    /** How near to what was typed. */
    public enum How {
        /** Every word, in any of its forms. */
        EXACT,
        /** Every word, the last one unfinished. */
        BEGUN,
        /** Every word, some spelt otherwise than typed. */
        CORRECTED,
        /** Some of the words. */
        SOME,
        /** Nothing at all. */
        NOTHING
    }

    public boolean many() {
        return total >= MANY;
    }
}
