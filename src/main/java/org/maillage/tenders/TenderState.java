package org.maillage.tenders;

import java.util.Set;
import org.maillage.kernel.Refused;

/** The life of a call. V050 refuses the same moves; a test tries every pair on both. */
public enum TenderState {
    DRAFT,
    /** Open to answers. */
    PUBLISHED,
    /** The deadline is past, by itself. */
    CLOSED,
    AWARDED,
    UNSUCCESSFUL,
    CANCELLED;

    Set<TenderState> next() {
        return switch (this) { // no default: a new state must say where it leads
            case DRAFT -> Set.of(PUBLISHED, CANCELLED);
            case PUBLISHED -> Set.of(CLOSED, CANCELLED);
            case CLOSED -> Set.of(AWARDED, UNSUCCESSFUL);
            case AWARDED, UNSUCCESSFUL, CANCELLED -> Set.of();
        };
    }

    /** @throws Refused when this state does not lead to {@code target} */
    TenderState to(TenderState target) {
        if (!next().contains(target)) throw new Refused("", "tenders.state.move");
        return target;
    }
}
