package org.maillage.web;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two texts, line by line and inside a changed line word by word; {@code web/diff.jte} shows it.
 *
 * @param lines in reading order; long stretches that are the same are left out and counted
 */
public record TextDiff(List<Line> lines) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\n|[^\\S\\n]+|.", Pattern.DOTALL);
    /** Above this many words a changed passage is shown whole: the eye finds nothing in such a patchwork anyway. */
    private static final int MOST_WORDS = 4_000;

    private static final int CONTEXT = 2;

    /** How a piece of text came to be. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    public record Span(Kind kind, String text) {}

    /** @param skipped how many unchanged lines stand here, unseen; then there are no spans */
    public record Line(List<Span> spans, int skipped) {
        public boolean changed() {
            return spans.stream().anyMatch(s -> s.kind() != Kind.SAME);
        }
    }

    public TextDiff {
        lines = List.copyOf(lines);
    }

    /** Texts whose line ends are one character. */
    public static TextDiff of(String before, String after) {
        return new TextDiff(shortened(whole(before, after)));
    }

    /** Every line of both. */
    static List<Line> whole(String before, String after) {
        List<String> was = lines(before);
        List<String> is = lines(after);
        var found = new ArrayList<Line>();
        int at = 0;
        for (var delta : changes(was, is)) {
            same(was.subList(at, delta.from()), found);
            changed(was.subList(delta.from(), delta.to()), delta.instead(), found);
            at = delta.to();
        }
        same(was.subList(at, was.size()), found);
        return found;
    }

    public boolean isEmpty() {
        return lines.stream().noneMatch(Line::changed);
    }

    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    /** {@code instead} stands where {@code from} (inclusive) to {@code to} (exclusive) stood. */
    record Change(int from, int to, List<String> instead) {}

    /** What changed, in reading order; two changes never touch. */
    static List<Change> changes(List<String> was, List<String> is) {
        var changes = new ArrayList<Change>();
        // The default of the library keeps every path it tried: too much memory for two texts that share nothing.
        for (var delta :
                DiffUtils.diff(was, is, new MyersDiffWithLinearSpace<String>()).getDeltas()) {
            int from = delta.getSource().getPosition();
            int to = from + delta.getSource().size();
            List<String> instead = delta.getTarget().getLines();
            @Nullable Change last = changes.isEmpty() ? null : changes.getLast();
            if (last != null && last.to() == from) {
                // What is added and what is taken out at one place come apart, in either order: for a reader it is one
                // change.
                changes.removeLast();
                from = last.from();
                instead =
                        Stream.concat(last.instead().stream(), instead.stream()).toList();
            }
            changes.add(new Change(from, to, instead));
        }
        return changes;
    }

    private static void same(List<String> lines, List<Line> found) {
        for (String line : lines) found.add(new Line(List.of(new Span(Kind.SAME, line)), 0));
    }

    private static void changed(List<String> was, List<String> is, List<Line> found) {
        if (was.isEmpty() || is.isEmpty()) {
            for (String line : was) found.add(new Line(List.of(new Span(Kind.REMOVED, line)), 0));
            for (String line : is) found.add(new Line(List.of(new Span(Kind.ADDED, line)), 0));
            return;
        }
        split(words(String.join("\n", was), String.join("\n", is)), found);
    }

    /** Spans that may run over line ends, as lines. */
    private static void split(List<Span> spans, List<Line> found) {
        var line = new ArrayList<Span>();
        for (Span span : spans) {
            String[] pieces = span.text().split("\n", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    found.add(new Line(List.copyOf(line), 0));
                    line.clear();
                }
                if (!pieces[i].isEmpty()) line.add(new Span(span.kind(), pieces[i]));
            }
        }
        found.add(new Line(List.copyOf(line), 0));
    }

    private static List<Span> words(String before, String after) {
        List<String> was = tokens(before);
        List<String> is = tokens(after);
        if (was.size() + is.size() > MOST_WORDS)
            return List.of(new Span(Kind.REMOVED, before + "\n"), new Span(Kind.ADDED, after));
        var spans = new ArrayList<Span>();
        int at = 0;
        for (var delta : changes(was, is)) {
            add(spans, Kind.SAME, was.subList(at, delta.from()));
            add(spans, Kind.REMOVED, was.subList(delta.from(), delta.to()));
            add(spans, Kind.ADDED, delta.instead());
            at = delta.to();
        }
        add(spans, Kind.SAME, was.subList(at, was.size()));
        return calm(spans);
    }

    private static void add(List<Span> spans, Kind kind, List<String> tokens) {
        if (!tokens.isEmpty()) spans.add(new Span(kind, String.join("", tokens)));
    }

    /** Two changes with nothing but a space between them read better as one. */
    private static List<Span> calm(List<Span> spans) {
        var calm = new ArrayList<Span>();
        var removed = new StringBuilder();
        var added = new StringBuilder();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            boolean between = span.kind() == Kind.SAME
                    && span.text().equals(" ")
                    && i > 0
                    && i < spans.size() - 1
                    && removed.length() + added.length() > 0;
            if (span.kind() == Kind.REMOVED || between) removed.append(span.text());
            if (span.kind() == Kind.ADDED || between) added.append(span.text());
            if (span.kind() == Kind.SAME && !between) {
                flush(calm, removed, added);
                calm.add(span);
            }
        }
        flush(calm, removed, added);
        return calm;
    }

    private static void flush(List<Span> calm, StringBuilder removed, StringBuilder added) {
        if (!removed.isEmpty()) calm.add(new Span(Kind.REMOVED, removed.toString()));
        if (!added.isEmpty()) calm.add(new Span(Kind.ADDED, added.toString()));
        removed.setLength(0);
        added.setLength(0);
    }

    private static List<String> tokens(String text) {
        return WORD.matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    /** Leaves out what is the same, but for a little around each change. */
    private static List<Line> shortened(List<Line> lines) {
        var near = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++)
            if (lines.get(i).changed())
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(lines.size() - 1, i + CONTEXT); j++)
                    near[j] = true;
        var kept = new ArrayList<Line>();
        int skipped = 0;
        for (int i = 0; i <= lines.size(); i++) {
            boolean end = i == lines.size();
            if (!end && !near[i]) {
                skipped++;
                continue;
            }
            if (skipped > 0) kept.add(new Line(List.of(), skipped));
            skipped = 0;
            if (!end) kept.add(lines.get(i));
        }
        return kept;
    }
}
