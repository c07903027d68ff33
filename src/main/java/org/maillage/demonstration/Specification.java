package org.maillage.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What the specification of a published call says: read from its row, so that the two agree. */
public record Specification(
        UUID tender,
        String reference,
        String dlaName,
        String title,
        String beneficiary,
        BigDecimal days,
        BigDecimal budget,
        LocalDate startsOn,
        LocalDate endsOn,
        Instant closesAt,
        String context,
        String objectives,
        String deliverables,
        List<Story.Criterion> criteria,
        String howToAnswer) {}
