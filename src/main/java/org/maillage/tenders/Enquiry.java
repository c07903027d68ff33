package org.maillage.tenders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question of a provider, of whom nothing is known.
 *
 * @param question as asked; once published, as published
 * @param rephrased how it is to be published, when its wording would let someone be recognised; else empty
 * @param answer Markdown, a draft until {@code ready}
 * @param ready goes with the next batch
 * @param discarded why it gets no answer; empty otherwise; never public
 * @param batch with which it was published; null before
 * @param version grows at each write
 */
public record Enquiry(
        UUID id,
        Instant askedAt,
        String question,
        String rephrased,
        String answer,
        boolean ready,
        String discarded,
        @Nullable Integer batch,
        int version) {

    public boolean published() {
        return batch != null;
    }

    public boolean isDiscarded() {
        return !discarded.isEmpty();
    }
}
