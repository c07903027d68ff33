package org.maillage.traces;

import org.jspecify.annotations.Nullable;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.web.Texts;

/**
 * One set of data in plain words.
 *
 * @param title what it is, in short: the beginning of what it holds
 * @param content the rest of what it holds; empty when the title says it all
 * @param ground legal ground; empty when nothing is about people
 * @param kept how long, and what then happens
 * @param parent the set with which this one disappears; null when it has a term of its own
 */
public record RegisterEntry(
        String table,
        boolean personal,
        String title,
        String content,
        String why,
        String who,
        String ground,
        String kept,
        @Nullable String parent) {

    static RegisterEntry of(Trace trace, Texts texts) {
        String what = texts.localize("trace." + trace.table() + ".what").strip();
        int end = endOfTitle(what);
        String content = what.substring(Math.min(what.length(), end + 1)).strip();
        return new RegisterEntry(
                trace.table(),
                trace.personal(),
                what.substring(0, end).strip(),
                content.isEmpty() ? "" : content.substring(0, 1).toUpperCase(texts.locale()) + content.substring(1),
                texts.localize("trace." + trace.table() + ".why"),
                texts.localize("trace." + trace.table() + ".who"),
                trace.ground() == LegalGround.NONE ? "" : texts.name(trace.ground()),
                kept(trace, texts),
                trace.retention() instanceof WithParent(String parent) ? parent : null);
    }

    private static String kept(Trace trace, Texts texts) {
        return switch (trace.retention()) {
            case AsLongAsUsed used -> texts.localize("traces.kept.used");
            case WithParent child -> texts.localize("traces.kept.parent");
            case DeletedAfter deleted when deleted.after().isZero() -> texts.localize("traces.kept.deletedAtOnce");
            case DeletedAfter deleted -> texts.localize("traces.kept.deleted", KeptFor.words(deleted.after(), texts));
            case AnonymisedAfter anonymised
            when anonymised.after().isZero() -> texts.localize("traces.kept.anonymisedAtOnce");
            case AnonymisedAfter anonymised ->
                texts.localize("traces.kept.anonymised", KeptFor.words(anonymised.after(), texts));
        };
    }

    /** The first colon or full stop; French puts a space before its colon, which the title loses. */
    private static int endOfTitle(String what) {
        for (int at = 0; at < what.length(); at++) {
            char c = what.charAt(at);
            if (c == ':' || c == ';' || (c == '.' && (at + 1 == what.length() || what.charAt(at + 1) == ' ')))
                return at;
        }
        return what.length();
    }
}
