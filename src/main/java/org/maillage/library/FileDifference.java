package org.maillage.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in which a variant and its common tool differ.
 *
 * @param ours the variant's; null when it has none of this
 * @param common the common tool's; null when it has none of this
 */
public record FileDifference(
        @Nullable ToolFile ours, @Nullable ToolFile common) {

    /** Where {@code variant}'s files are not those of {@code common}. */
    static List<FileDifference> between(List<ToolFile> variant, List<ToolFile> common) {
        var found = new ArrayList<FileDifference>();
        for (ToolFile ours : variant) {
            @Nullable ToolFile theirs = byId(common, ours);
            if (theirs == null || !same(ours, theirs)) found.add(new FileDifference(ours, theirs));
        }
        for (ToolFile theirs : common)
            if (variant.stream().noneMatch(f -> theirs.id().equals(f.origin())))
                found.add(new FileDifference(null, theirs));
        return found;
    }

    private static @Nullable ToolFile byId(List<ToolFile> common, ToolFile ours) {
        return common.stream()
                .filter(f -> f.id().equals(ours.origin()))
                .findFirst()
                .orElse(null);
    }

    static boolean same(ToolFile one, ToolFile other) {
        return one.latest().file().digest().equals(other.latest().file().digest());
    }

    /** Its name, as the variant or else the common tool has it. */
    public String name() {
        ToolFile shown = ours == null ? java.util.Objects.requireNonNull(common) : ours;
        return shown.latest().file().name();
    }

    /** The last word of the message key that says what differs. */
    public String kind() {
        return ours == null ? "missing" : common == null ? "own" : "changed";
    }
}
