package org.maillage.network;

import java.util.Set;
import org.maillage.kernel.Refused;

/** How far an arrangement to stand in has come. V090 refuses the same moves; a test tries every pair on both. */
public enum StandInState {
    ASKED,
    CONSENTED,
    /** The one who was asked said no. */
    DECLINED,
    /** The one who is absent took it back, or is gone. */
    CANCELLED,
    /** The one who stood in gave it up, or is gone. */
    WITHDRAWN;

    Set<StandInState> next() {
        return switch (this) {
            case ASKED -> Set.of(CONSENTED, DECLINED, CANCELLED);
            case CONSENTED -> Set.of(CANCELLED, WITHDRAWN);
            case DECLINED, CANCELLED, WITHDRAWN -> Set.of();
        };
    }

    /** Whether it holds its days: asked or agreed. */
    public boolean live() {
        return this == ASKED || this == CONSENTED;
    }

    /** @throws Refused when this state does not lead to {@code target} */
    public StandInState to(StandInState target) {
        if (!next().contains(target)) throw new Refused("", "people.standIn.over");
        return target;
    }
}
