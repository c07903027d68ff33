package org.maillage.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.web.Sides;
import org.maillage.web.TextDiff;
import org.maillage.web.TextMerge;
import org.maillage.web.Texts;
import org.springframework.util.MultiValueMap;

/**
 * Two ways that one tool went from a version that both knew. People decide, field by field; where the two do not
 * contradict each other, both together is proposed. It serves two people at one tool, a variant that takes up what moved
 * in the common tool, and a common tool that takes up what a variant proposes.
 *
 * @param base where both began
 * @param mine as the one who decides has it
 * @param theirs the other
 */
public record ToolMerge(ToolForm base, ToolForm mine, ToolForm theirs) {

    /** What was chosen on the page. */
    record Chosen(ToolForm form, boolean toFinish) {}

    /** The fields in which two people differ: what they wrote last stands out. */
    List<Sides> sides(Texts t) {
        return sides(t, false);
    }

    /** The fields in which {@code theirs} would change {@code mine}: what would come stands out. */
    List<Sides> incoming(Texts t) {
        return sides(t, true);
    }

    private List<Sides> sides(Texts t, boolean incoming) {
        return Arrays.stream(ToolField.values())
                .filter(f -> !mine.get(f).equals(theirs.get(f)))
                .map(f -> side(f, t, incoming))
                .toList();
    }

    /** Whether nothing has to be decided: each field was changed by one of them at most, or both fit together. */
    boolean clean() {
        return Arrays.stream(ToolField.values()).allMatch(f -> merged(f) != null);
    }

    /** Both together, where they fit; one's own where they do not. */
    ToolForm together() {
        ToolForm form = mine;
        for (ToolField field : ToolField.values()) {
            @Nullable String both = merged(field);
            if (both != null) form = form.with(field, both);
        }
        return form;
    }

    /** As decided on the page; what was not asked, or asked and left open, is taken together. */
    Chosen chosen(MultiValueMap<String, String> posted) {
        ToolForm form = mine;
        boolean toFinish = false;
        for (ToolField field : ToolField.values()) {
            String taken = Sides.taken(posted, field.form());
            @Nullable String both = merged(field);
            if (taken.equals(Sides.THEIRS)) form = form.with(field, theirs.get(field));
            else if (taken.equals(Sides.MERGED) && both == null) {
                // Only the text offers this: both passages stand in it, one after the other, to be put in order by
                // hand.
                form = form.with(field, text(field).text());
                toFinish = true;
            } else if (!taken.equals(Sides.MINE) && both != null) form = form.with(field, both);
        }
        return new Chosen(form, toFinish);
    }

    private Sides side(ToolField field, Texts t, boolean incoming) {
        @Nullable String both = merged(field);
        boolean mineChanged = changed(mine, field);
        boolean theirsChanged = changed(theirs, field);
        boolean mixed = both != null && !both.equals(mine.get(field)) && !both.equals(theirs.get(field));
        @Nullable String together = both != null && mixed ? ToolFieldWords.say(field, both, t) : null;
        if (field == ToolField.TEXT)
            return new Sides(
                    field.form(),
                    ToolFieldWords.label(field, t),
                    mine.get(field),
                    theirs.get(field),
                    mineChanged && theirsChanged ? text(field).text() : null,
                    both != null,
                    mineChanged,
                    theirsChanged,
                    incoming
                            ? TextDiff.of(mine.get(field), mixed && both != null ? both : theirs.get(field))
                            : TextDiff.of(theirs.get(field), mine.get(field)));
        return new Sides(
                field.form(),
                ToolFieldWords.label(field, t),
                ToolFieldWords.say(field, mine.get(field), t),
                ToolFieldWords.say(field, theirs.get(field), t),
                together,
                true,
                mineChanged,
                theirsChanged,
                null);
    }

    private boolean changed(ToolForm form, ToolField field) {
        return !form.get(field).equals(base.get(field));
    }

    /** The value that holds what both did; null when they contradict each other. */
    private @Nullable String merged(ToolField field) {
        if (mine.get(field).equals(theirs.get(field)) || !changed(theirs, field)) return mine.get(field);
        if (!changed(mine, field)) return theirs.get(field);
        if (field.set()) return union(field);
        if (field != ToolField.TEXT) return null;
        TextMerge text = text(field);
        return text.clean() ? text.text() : null;
    }

    private TextMerge text(ToolField field) {
        return TextMerge.of(base.get(field), mine.get(field), theirs.get(field));
    }

    /** What either added is in, what either took out is out. */
    private String union(ToolField field) {
        var was = base.elements(field);
        var both = new LinkedHashSet<String>(theirs.elements(field));
        both.addAll(mine.elements(field));
        var gone = new ArrayList<>(was);
        gone.removeIf(
                e -> mine.elements(field).contains(e) && theirs.elements(field).contains(e));
        both.removeAll(gone);
        return String.join("\n", both);
    }
}
