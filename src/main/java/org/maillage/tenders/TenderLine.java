package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;

/** A published call as a list shows it. */
public record TenderLine(
        Reference reference,
        DlaId dla,
        String dlaName,
        Kind kind,
        String title,
        List<DepartmentCode> departments,
        List<Domain> domains,
        TenderState state,
        Instant publishedAt,
        @Nullable Instant questionsUntil,
        Instant closesAt,
        BigDecimal days,
        BigDecimal budget,
        int amendments,
        Instant updatedAt,
        String objectives) {

    public String path() {
        return reference.path();
    }

    /** What to show as its state: a call past its deadline is closed, whoever has noted it. */
    public TenderState stateAt(Instant now) {
        return state == TenderState.PUBLISHED && !open(now) ? TenderState.CLOSED : state;
    }

    /** Whole days in Paris until the deadline: 0 is today. */
    public long daysLeft(Instant now) {
        return PublicTender.daysBetween(now, closesAt);
    }

    public boolean open(Instant now) {
        return state == TenderState.PUBLISHED && now.isBefore(closesAt);
    }
}
