package org.maillage.library;

import java.util.Set;
import org.maillage.kernel.Refused;

/** What a tool is to the network. V120 refuses the same moves; a test tries every pair on both. */
public enum ToolState {
    /** Working draft: its authors' DLAs write it, everybody inside reads it. */
    DRAFT,
    /** Common tool: any officer may better it; its authors answer for it and read it again each year. */
    COMMON,
    /** A DLA's own version of a common tool. */
    VARIANT;

    Set<ToolState> next() {
        return switch (this) { // no default: a new state must say where it leads
            case DRAFT -> Set.of(COMMON);
            case COMMON, VARIANT -> Set.of(DRAFT);
        };
    }

    /** @throws Refused when this state does not lead to {@code target} */
    ToolState to(ToolState target) {
        if (!next().contains(target)) throw new Refused("", "library.state.move");
        return target;
    }
}
