package org.maillage.web;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * One field in which two people wrote different things into one form; {@code web/sides.jte} lets them choose.
 *
 * @param name of the form's field; the choice is posted as {@code take.<name>}
 * @param label what people call the field
 * @param mine what the reader of the page wrote, in words for people
 * @param theirs what somebody else saved meanwhile
 * @param merged both together; null when they cannot be or say no more than one of them
 * @param clean whether both together contradict each other nowhere; else choosing them leads back to the form
 * @param mineChanged whether the reader changed the field
 * @param theirsChanged whether somebody else did
 * @param diff from theirs to mine, for a long text; null for a short one
 */
public record Sides(
        String name,
        String label,
        String mine,
        String theirs,
        @Nullable String merged,
        boolean clean,
        boolean mineChanged,
        boolean theirsChanged,
        @Nullable TextDiff diff) {
    public static final String MINE = "mine";
    public static final String THEIRS = "theirs";
    public static final String MERGED = "merged";

    /** A short field whose two values do not mix. */
    public Sides(String name, String label, String mine, String theirs, boolean mineChanged, boolean theirsChanged) {
        this(name, label, mine, theirs, null, false, mineChanged, theirsChanged, null);
    }

    /**
     * What is proposed: the side that changed; when both did, both together where that can be, else one's own, since
     * nothing is decided unseen.
     */
    public String preselected() {
        if (!mineChanged) return THEIRS;
        return theirsChanged && merged != null ? MERGED : MINE;
    }

    /** Who changed it: the last word of the message key that says so. */
    public String who() {
        if (mineChanged && theirsChanged) return merged == null ? "both" : clean ? "bothMerged" : "bothMixed";
        return mineChanged ? "onlyMine" : "onlyTheirs";
    }

    /** What was chosen for {@code field}, for it alone or for all; empty when nothing was asked. */
    public static String taken(MultiValueMap<String, String> posted, String field) {
        @Nullable String all = posted.getFirst("take");
        @Nullable String one = all == null ? posted.getFirst("take." + field) : all;
        return one == null ? "" : one;
    }
}
