package org.maillage.library;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;

/**
 * A variant proposed back to its common tool.
 *
 * @param dla of the variant
 * @param title of the variant when it is read
 * @param variantVersion what is proposed: the variant may be written on meanwhile
 * @param base version of the common tool that it then had taken up
 * @param answer a word with the decision; never empty when declined
 */
public record Proposal(
        UUID id,
        UUID variant,
        UUID common,
        DlaId dla,
        String title,
        int variantVersion,
        int base,
        Instant at,
        String message,
        State state,
        String answer,
        @Nullable Instant decidedAt) {
    static final int LONGEST = 600;

    /** V120 lets {@code OPEN} become each of the others, and nothing else. */
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        WITHDRAWN
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** Address of its page. */
    public String path() {
        return Tool.path(common) + "/propositions/" + id;
    }

    String key() {
        return "library:proposal:" + id;
    }
}
