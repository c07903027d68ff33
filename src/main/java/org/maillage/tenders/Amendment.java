package org.maillage.tenders;

import java.time.Instant;
import java.util.List;

/**
 * A dated change of a published call (<i>rectificatif</i>).
 *
 * @param number from 1
 * @param summary what changed and why, in the officer's words; plain text
 */
public record Amendment(int number, Instant publishedAt, String summary, List<Change> changes) {
    public Amendment {
        changes = List.copyOf(changes);
    }

    /**
     * One value before and after, as {@link TermsForm} writes it.
     *
     * @param field name of the form's field
     */
    public record Change(String field, String before, String after) {}
}
