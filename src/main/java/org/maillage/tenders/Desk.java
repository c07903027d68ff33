package org.maillage.tenders;

import java.util.List;
import java.util.Map;
import org.maillage.kernel.DlaId;
import org.maillage.web.Paging;

/**
 * What a member sees of the calls in hand.
 *
 * @param dla name of the officer's DLA; empty for the facilitator, who sees the published calls of all
 * @param toConclude closed at their deadline, without an outcome yet
 * @param abandoned drafts put aside, until they are deleted
 * @param paging of {@code past}
 * @param names of the DLAs
 */
public record Desk(
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
