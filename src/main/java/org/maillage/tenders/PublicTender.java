package org.maillage.tenders;

import java.util.List;
import org.maillage.network.Dla;

/**
 * One call as the public sees it; a draft's preview is made of the same.
 *
 * @param amendments the first first
 */
public record PublicTender(Tender tender, Dla dla, List<Amendment> amendments) {
    public PublicTender {
        amendments = List.copyOf(amendments);
    }

    public Terms terms() {
        return tender.terms();
    }
}
