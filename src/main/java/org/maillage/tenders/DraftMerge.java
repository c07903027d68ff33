package org.maillage.tenders;

import java.util.List;
import org.maillage.web.Sides;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Brings together what two people wrote in one draft; they decide, field by field. */
@Component
class DraftMerge {
    private final Drafting drafting;

    DraftMerge(Drafting drafting) {
        this.drafting = drafting;
    }

    /** Where the form and the draft that somebody saved meanwhile differ. */
    Conflict conflict(Tender theirs, TermsForm typed, String marks, Texts t) {
        var saved = TermsForm.of(theirs.terms());
        var mine = canonical(typed, theirs);
        List<Sides> fields = mine.differences(saved).stream()
                .map(f -> new Sides(
                        f.form(),
                        TermsWords.name(f.form(), t),
                        TermsWords.say(f.form(), mine.get(f), t),
                        TermsWords.say(f.form(), saved.get(f), t),
                        mine.changedSince(marks, f),
                        saved.changedSince(marks, f)))
                .toList();
        return new Conflict(theirs, mine, saved.marks(), fields);
    }

    /** The form with the choices made on the page of a conflict; without any it is as typed. */
    TermsForm resolved(TermsForm typed, Tender theirs, MultiValueMap<String, String> posted) {
        var saved = TermsForm.of(theirs.terms());
        TermsForm merged = typed;
        for (TermsField field : TermsField.values()) {
            if (Sides.taken(posted, field.form()).equals(Sides.THEIRS)) merged = merged.with(field, saved.get(field));
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
}
