package org.maillage.alerts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;
import org.maillage.tenders.Kind;
import org.maillage.tenders.TenderState;

/**
 * What a letter says of a call. All of it stands on the call's public page.
 *
 * @param dla its name, such as « DLA de la Marne »
 * @param departments their names
 * @param departmentCodes their codes, in the same order
 * @param days working days of the assignment
 * @param budget the most that it may cost, VAT included
 * @param providers who carries it out; empty unless awarded
 * @param reason why nobody was chosen or why it was cancelled
 */
public record CallFacts(
        String reference,
        String title,
        String dla,
        Kind kind,
        List<String> departments,
        List<String> departmentCodes,
        List<Domain> domains,
        @Nullable BigDecimal days,
        @Nullable BigDecimal budget,
        @Nullable Instant questionsUntil,
        @Nullable Instant closesAt,
        TenderState state,
        List<String> providers,
        String reason) {

    public String path() {
        return "/appels-d-offres/" + reference;
    }

    public boolean open() {
        return state == TenderState.PUBLISHED;
    }
}
