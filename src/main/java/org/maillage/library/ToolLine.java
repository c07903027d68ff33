package org.maillage.library;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.DlaId;

/**
 * A tool as the list shows it.
 *
 * @param files how many it has
 * @param variants how many DLAs have their own
 * @param out how many of its files are out for editing
 */
public record ToolLine(
        UUID id,
        String title,
        String purpose,
        ToolState state,
        List<DlaId> authors,
        List<Step> steps,
        List<String> tags,
        Instant changedAt,
        int files,
        int variants,
        int out) {
    public ToolLine {
        authors = List.copyOf(authors);
        steps = List.copyOf(steps);
        tags = List.copyOf(tags);
    }

    public String path() {
        return Tool.path(id);
    }
}
