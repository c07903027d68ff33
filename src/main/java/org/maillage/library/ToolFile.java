package org.maillage.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.StoredFile;
import org.maillage.kernel.DlaId;

/**
 * A file of a tool, through its versions.
 *
 * @param origin the file of the common tool from which a variant's file comes
 * @param versions the latest first; never empty
 * @param removedIn the tool's version that no longer has it
 * @param out who has it out for editing now
 */
public record ToolFile(
        UUID id,
        UUID tool,
        @Nullable UUID origin,
        List<Version> versions,
        @Nullable Integer removedIn,
        @Nullable CheckOut out) {
    public ToolFile {
        versions = List.copyOf(versions);
    }

    /** @param cameIn the tool's version that brought it */
    public record Version(int number, StoredFile file, int cameIn, Instant at, DlaId dla) {}

    /**
     * Out for editing.
     *
     * @param name of who took it, as members see it
     * @param until it comes back by itself
     */
    public record CheckOut(UUID person, String name, DlaId dla, Instant takenAt, Instant until) {}

    public Version latest() {
        return versions.getFirst();
    }

    public boolean removed() {
        return removedIn != null;
    }

    /** As it stood in version {@code toolVersion} of the tool; empty when it was not there. */
    public Optional<Version> in(int toolVersion) {
        if (removedIn != null && removedIn <= toolVersion) return Optional.empty();
        return versions.stream().filter(v -> v.cameIn() <= toolVersion).findFirst();
    }
}
