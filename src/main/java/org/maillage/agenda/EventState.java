package org.maillage.agenda;

import java.util.Set;
import org.maillage.kernel.Refused;

/** The life of an event. V140 refuses the same moves; a test tries every pair on both. */
public enum EventState {
    /** Its date is being looked for: it has slots, no date. */
    POLL,
    PLANNED,
    CANCELLED;

    Set<EventState> next() {
        return switch (this) {
            case POLL -> Set.of(PLANNED, CANCELLED);
            case PLANNED -> Set.of(CANCELLED);
            case CANCELLED -> Set.of();
        };
    }

    /** @throws Refused when this state does not lead to {@code target} */
    EventState to(EventState target) {
        if (!next().contains(target)) throw new Refused("", "agenda.state.move");
        return target;
    }
}
