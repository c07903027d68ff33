package org.maillage.library;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.TextDiff;

/**
 * Everything that a tool's page shows, and what who looks may do there.
 *
 * @param readings what is known of the files' contents, by digest
 * @param common of a variant; null for everything else, and once it lies in the bin
 * @param variants of a common tool
 * @param proposals that wait for an answer
 * @param answered the last proposal of a variant, when it has its answer
 * @param textDifference of a variant's text from the common tool's; null when there is nothing to compare with
 */
public record ToolPage(
        Tool tool,
        Names names,
        Member reader,
        List<ToolFile> files,
        Map<String, org.maillage.files.Reading> readings,
        List<ToolNote> notes,
        @Nullable Tool common,
        List<Tool> variants,
        List<Proposal> proposals,
        Optional<Proposal> answered,
        @Nullable TextDiff textDifference,
        List<ToolField> fieldDifferences,
        List<FileDifference> fileDifferences,
        LocalDate today) {

    public boolean writes() {
        return tool.writtenBy(reader);
    }

    public boolean answers() {
        return !tool.deleted() && tool.answeredForBy(reader);
    }

    public boolean officer() {
        return reader.role() == Role.OFFICER;
    }

    /** The variant of the reader's own DLA. */
    public Optional<Tool> ownVariant() {
        return variants.stream().filter(v -> reader.runs(v.dla())).findFirst();
    }

    /** Whether the common tool moved since this variant took it up. */
    public boolean behind() {
        return common != null && common.version() > tool.baseVersion();
    }

    /** Whether a variant says what the common tool says, files included. */
    public boolean same() {
        return (textDifference == null || textDifference.isEmpty())
                && fieldDifferences.isEmpty()
                && fileDifferences.isEmpty();
    }

    /** Whether it should have been read again by now. */
    public boolean late() {
        return tool.reviewOn() != null && !tool.reviewOn().isAfter(today);
    }

    public List<String> authorSlugs() {
        return tool.authors().stream().map(DlaId::slug).toList();
    }

    public boolean mayRemove(ToolNote note) {
        return answers() || reader.id().equals(note.author());
    }

    /** Whether {@code file} may be replaced, put back or taken off by who looks. */
    public boolean mayTouch(ToolFile file) {
        return writes() && (file.out() == null || reader.runs(file.out().dla()));
    }
}
