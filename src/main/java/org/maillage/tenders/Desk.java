package org.maillage.tenders;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.web.Paging;

/**
 * What a member sees of the calls in hand.
 *
 * @param id the DLA, the officer's own or one that they stand in for; null for the facilitator
 * @param dla its name; empty for the facilitator, who sees the published calls of all
 * @param toConclude closed at their deadline, without an outcome yet
 * @param abandoned drafts put aside, until they are deleted
 * @param paging of {@code past}
 * @param names of the DLAs
 */
public record Desk(
        @Nullable DlaId id,
        String dla,
        List<Tender> drafts,
        List<Tender> scheduled,
        List<Tender> open,
        List<Tender> toConclude,
        List<Tender> past,
        List<Tender> abandoned,
        Paging paging,
        Map<DlaId, String> names) {
    public boolean officer() {
        return !dla.isEmpty();
    }
}
