package org.maillage.tenders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;

/**
 * A call for tender: what a DLA asks of providers for one assignment.
 *
 * @param reference null until published
 * @param version grows at each write; an older one is refused
 */
public record Tender(
        UUID id, @Nullable Reference reference, DlaId dla, Terms terms, TenderState state, int version, Life life) {

    /**
     * What happened to it, and when.
     *
     * @param publishAt when a draft is to leave by itself; null when that is not asked
     * @param publishRefused message keys, separated by spaces, that say why it did not; empty when all is well
     * @param publishedAt null until published
     * @param amendments how many amendments were published
     * @param concludedAt when it was awarded, declared unsuccessful or cancelled
     * @param outcome null until then
     */
    public record Life(
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant publishAt,
            String publishRefused,
            @Nullable Instant publishedAt,
            int amendments,
            @Nullable Instant concludedAt,
            @Nullable Outcome outcome) {

        private Life leaving(@Nullable Instant time, String refused) {
            return new Life(createdAt, updatedAt, time, refused, publishedAt, amendments, concludedAt, outcome);
        }

        private Life published(Instant now) {
            return new Life(createdAt, updatedAt, null, "", now, amendments, concludedAt, outcome);
        }

        private Life amended() {
            return new Life(
                    createdAt, updatedAt, publishAt, publishRefused, publishedAt, amendments + 1, concludedAt, outcome);
        }

        private Life concluded(Outcome how, Instant now) {
            return new Life(createdAt, updatedAt, null, "", publishedAt, amendments, now, how);
        }
    }

    static Tender blank(UUID id, DlaId dla, Terms terms, Instant now) {
        return new Tender(
                id, null, dla, terms, TenderState.DRAFT, 0, new Life(now, now, null, "", null, 0, null, null));
    }

    Tender with(Terms other) {
        return changed(other, state, life);
    }

    Tender leavingAt(@Nullable Instant time, String refused) {
        return changed(terms, state, life.leaving(time, refused));
    }

    /** @throws org.maillage.kernel.Refused when it is no draft */
    Tender published(Instant now) {
        return changed(terms, state.to(TenderState.PUBLISHED), life.published(now));
    }

    Tender amended(Terms other) {
        return changed(other, state, life.amended());
    }

    /** @throws org.maillage.kernel.Refused when its state does not lead to {@code end} */
    Tender concluded(TenderState end, Outcome how, Instant now) {
        return changed(terms, state.to(end), life.concluded(how, now));
    }

    private Tender changed(Terms says, TenderState stands, Life lived) {
        return new Tender(id, reference, dla, says, stands, version, lived);
    }

    /** Whether an officer may still write it freely. */
    public boolean draft() {
        return state == TenderState.DRAFT;
    }

    public boolean scheduled() {
        return draft() && life.publishAt != null;
    }

    /** Where an officer works on it. */
    public String workPath() {
        return reference == null ? "/espace/appels-d-offres/brouillons/" + id : "/espace/appels-d-offres/" + reference;
    }
}
