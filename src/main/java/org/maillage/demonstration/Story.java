package org.maillage.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fictional call and what became of it: everything that the rows of a call hold, ready to be written.
 *
 * @param state name of a {@code TenderState}
 * @param publishedAt null for a draft
 * @param concludedAt instant of the outcome or the cancellation; null before
 * @param outcome who was chosen, or why nobody was, or why it was cancelled; empty before
 */
public record Story(
        UUID id,
        String dla,
        String department,
        String kind,
        String title,
        String beneficiary,
        boolean named,
        List<String> domains,
        String context,
        String objectives,
        String deliverables,
        BigDecimal days,
        BigDecimal budget,
        LocalDate startsOn,
        LocalDate endsOn,
        List<Criterion> criteria,
        String howToAnswer,
        Instant createdAt,
        @Nullable Instant publishedAt,
        Instant questionsUntil,
        Instant closesAt,
        @Nullable Instant concludedAt,
        String state,
        String outcome,
        List<Exchange> exchanges,
        @Nullable String amendment) {

    public record Criterion(String name, int weight) {}

    /** A question and its answer. */
    public record Exchange(String question, String answer) {}

    boolean draft() {
        return publishedAt == null;
    }
}
