package org.maillage.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;

/**
 * Something that officers use in their work: a text, files, or both.
 *
 * @param dla made it; a variant is this DLA's own
 * @param authors the DLAs that answer for it, by slug; never empty
 * @param version of what it says and of its files; grows by one with each
 * @param variantOf the common tool of which it is a variant
 * @param base the version of the common tool that a variant has taken up
 * @param reviewOn a common tool is to be read again by that day
 * @param deletedAt in the bin since
 */
public record Tool(
        UUID id,
        DlaId dla,
        List<DlaId> authors,
        ToolState state,
        int version,
        ToolContent content,
        @Nullable UUID variantOf,
        @Nullable Integer base,
        @Nullable LocalDate reviewOn,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant deletedAt) {
    public Tool {
        authors = List.copyOf(authors);
        if (authors.isEmpty()) throw new IllegalArgumentException("Someone must answer for a tool");
    }

    /** Address of its page. */
    public String path() {
        return path(id);
    }

    static String path(UUID id) {
        return "/espace/outils/" + id;
    }

    public boolean common() {
        return state == ToolState.COMMON;
    }

    public boolean variant() {
        return state == ToolState.VARIANT;
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    /** The common tool of a variant. */
    public UUID commonId() {
        return Objects.requireNonNull(variantOf);
    }

    /** The version that a variant has taken up. */
    public int baseVersion() {
        return Objects.requireNonNull(base);
    }

    /** Whether {@code member} answers for it: decides its state, its review, its end, and what is proposed to it. */
    public boolean answeredForBy(Member member) {
        return member.dla() != null && authors.contains(member.dla());
    }

    /** Whether {@code member} may write it: a common tool any officer, everything else its authors (ADR 0019). */
    public boolean writtenBy(Member member) {
        return !deleted() && (common() ? member.role() == Role.OFFICER : answeredForBy(member));
    }
}
