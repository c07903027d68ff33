package org.maillage.network;

import java.util.List;
import org.maillage.kernel.DepartmentCode;

/** What partners offer to everyone, as the page of a DLA shows it; {@code directory}, which stands above, knows. */
public interface PartnerOffers {

    /** Public offers that run now in a department, by partner. */
    List<Offer> in(DepartmentCode department);

    /**
     * @param partner its name
     * @param publics whom it is for; may be empty
     * @param text Markdown, the partner's own words
     */
    record Offer(String partner, String title, String publics, String text) {}
}
