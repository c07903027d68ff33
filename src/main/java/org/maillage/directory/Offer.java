package org.maillage.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a partner offers, in its own words.
 *
 * @param text Markdown
 * @param publics whom it is for
 * @param departments INSEE codes; none means all
 * @param startsOn null when it already runs
 * @param endsOn last day; null when it has no end
 * @param isPublic whether everyone may read it; otherwise the network and its partners
 */
public record Offer(
        UUID id,
        String partner,
        String title,
        String text,
        String publics,
        List<String> departments,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        boolean isPublic,
        int version) {
    public Offer {
        departments = List.copyOf(departments);
    }

    /** Whether its last day is past. */
    public boolean over(LocalDate today) {
        return endsOn != null && endsOn.isBefore(today);
    }
}
