package org.maillage.tenders;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Brings together what two people wrote in one draft; they decide, field by field. */
@Component
class DraftMerge {
    private static final String MINE = "mine";
    private static final String THEIRS = "theirs";
    private final Drafting drafting;

    DraftMerge(Drafting drafting) {
        this.drafting = drafting;
    }

    /** Where the form and the draft that somebody saved meanwhile differ. */
    Conflict conflict(Tender theirs, TermsForm typed, String marks) {
        var saved = TermsForm.of(theirs.terms());
        var mine = canonical(typed, theirs);
        List<Conflict.Field> fields = mine.differences(saved).stream()
                .map(f -> new Conflict.Field(
                        f.form(), mine.get(f), saved.get(f), mine.changedSince(marks, f), saved.changedSince(marks, f)))
                .toList();
        return new Conflict(theirs, mine, saved.marks(), fields);
    }

    /** The form with the choices made on the page of a conflict; without any it is as typed. */
    TermsForm resolved(TermsForm typed, Tender theirs, MultiValueMap<String, String> posted) {
        var saved = TermsForm.of(theirs.terms());
        String all = posted.getFirst("take");
        TermsForm merged = typed;
        for (TermsField field : TermsField.values()) {
            String choice = all == null ? posted.getFirst("take." + field.form()) : all;
            if (THEIRS.equals(choice)) merged = merged.with(field, saved.get(field));
        }
        return merged;
    }

    /** 4,50 typed and 4,5 saved are no difference; what cannot be read stays as typed. */
    private TermsForm canonical(TermsForm typed, Tender theirs) {
        var read = drafting.read(typed, theirs);
        TermsForm canonical = TermsForm.of(read.terms());
        for (var fault : read.faults()) {
            var field = TermsField.of(fault.field()).orElseThrow();
            canonical = canonical.with(field, typed.get(field));
        }
        return canonical;
    }

    static String preselected(boolean mineChanged) {
        return mineChanged ? MINE : THEIRS;
    }
}
