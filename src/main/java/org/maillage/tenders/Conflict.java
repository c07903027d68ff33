package org.maillage.tenders;

import java.util.List;

/**
 * Two versions of one draft.
 *
 * @param theirs as somebody saved it meanwhile
 * @param mine as it was typed
 * @param marks of {@code theirs}
 * @param fields where they differ
 */
public record Conflict(Tender theirs, TermsForm mine, String marks, List<Field> fields) {

    /**
     * @param mineChanged whether the one who reads this changed the field
     * @param theirsChanged whether somebody else did
     */
    public record Field(String name, String mine, String theirs, boolean mineChanged, boolean theirsChanged) {
        /** What is proposed: the side that changed; one's own when both did, since nothing is decided unseen. */
        public String preselected() {
            return DraftMerge.preselected(mineChanged);
        }

        /** Message key that says who changed it. */
        public String who() {
            return mineChanged && theirsChanged
                    ? "tenders.conflict.both"
                    : mineChanged ? "tenders.conflict.onlyMine" : "tenders.conflict.onlyTheirs";
        }
    }
}
