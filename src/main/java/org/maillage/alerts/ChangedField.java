package org.maillage.alerts;

import java.util.List;
import org.maillage.tenders.Amendment;
import org.maillage.tenders.TermsWords;
import org.maillage.web.Texts;

/**
 * One field that an amendment changes, as a letter shows it. Of a long text only the lines that differ are shown, since
 * the whole stands on the call's page.
 *
 * @param below whether it has several lines, to be shown below its name
 */
public record ChangedField(String name, List<String> before, List<String> after, boolean below) {
    private static final int MOST = 3_000;
    private static final String CUT = "…";

    public static ChangedField of(Amendment.Change change, Texts t) {
        String name = TermsWords.name(change.field(), t);
        if (!TermsWords.prose(change.field())) {
            List<String> was = said(change, change.before(), t);
            List<String> is = said(change, change.after(), t);
            return new ChangedField(name, was, is, was.size() > 1 || !was.isEmpty() && is.size() > 1);
        }
        List<String> before = lines(change.before());
        List<String> after = lines(change.after());
        int least = Math.min(before.size(), after.size());
        int same = 0;
        while (same < least && before.get(same).equals(after.get(same))) same++;
        int end = 0;
        while (end < least - same && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end)))
            end++;
        List<String> nothing = List.of(t.localize("tenders.nothing"));
        return new ChangedField(
                name,
                before.isEmpty() ? nothing : part(before, same, end),
                after.isEmpty() ? nothing : part(after, same, end),
                true);
    }

    /** Whether it adds to what stood there before, as documents do: there is no "before" to show. */
    public boolean added() {
        return before.isEmpty();
    }

    private static List<String> said(Amendment.Change change, String value, Texts t) {
        if (change.field().equals("documents")) return value.isEmpty() ? List.of() : lines(value);
        return lines(TermsWords.say(change.field(), value, t));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> part(List<String> lines, int same, int end) {
        String text = String.join("\n", lines.subList(same, lines.size() - end));
        if (text.length() > MOST) text = text.substring(0, MOST) + CUT;
        else if (end > 0) text = text + " " + CUT;
        return (same > 0 ? CUT + " " + text : text).strip().lines().toList();
    }
}
