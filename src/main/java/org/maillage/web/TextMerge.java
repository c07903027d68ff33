package org.maillage.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What two people made of one text, brought together line by line.
 *
 * @param text holds every change of both; where they changed the same lines, one's own passage and then the other's
 * @param clean whether they never changed the same lines
 */
public record TextMerge(String text, boolean clean) {

    /** Both {@code mine} and {@code theirs} began as {@code base}. */
    public static TextMerge of(String base, String mine, String theirs) {
        List<String> lines = TextDiff.lines(base);
        var merger = new Merger(
                lines, TextDiff.changes(lines, TextDiff.lines(mine)), TextDiff.changes(lines, TextDiff.lines(theirs)));
        return merger.merge();
    }

    /** Goes through the base once; a region begins where either side changes and grows as long as changes touch. */
    private static final class Merger {
        private final List<String> base;
        private final List<TextDiff.Change> mine;
        private final List<TextDiff.Change> theirs;
        private final List<String> out = new ArrayList<>();
        private boolean clean = true;
        private int m;
        private int t;

        Merger(List<String> base, List<TextDiff.Change> mine, List<TextDiff.Change> theirs) {
            this.base = base;
            this.mine = mine;
            this.theirs = theirs;
        }

        TextMerge merge() {
            int at = 0;
            while (m < mine.size() || t < theirs.size()) {
                int start = Math.min(start(mine, m), start(theirs, t));
                out.addAll(base.subList(at, start));
                at = region(start);
            }
            out.addAll(base.subList(at, base.size()));
            return new TextMerge(String.join("\n", out), clean);
        }

        private int region(int start) {
            int fromMine = m;
            int fromTheirs = t;
            int end = start;
            while (start(mine, m) <= end || start(theirs, t) <= end) {
                if (start(mine, m) <= end) end = Math.max(end, mine.get(m++).to());
                else end = Math.max(end, theirs.get(t++).to());
            }
            List<String> one = applied(start, end, mine.subList(fromMine, m));
            List<String> other = applied(start, end, theirs.subList(fromTheirs, t));
            if (m == fromMine) out.addAll(other);
            else if (t == fromTheirs || one.equals(other)) out.addAll(one);
            else {
                clean = false;
                out.addAll(one);
                out.addAll(other);
            }
            return end;
        }

        private List<String> applied(int start, int end, List<TextDiff.Change> changes) {
            var lines = new ArrayList<String>();
            int at = start;
            for (var change : changes) {
                lines.addAll(base.subList(at, change.from()));
                lines.addAll(change.instead());
                at = change.to();
            }
            lines.addAll(base.subList(at, end));
            return lines;
        }

        private static int start(List<TextDiff.Change> changes, int i) {
            return i < changes.size() ? changes.get(i).from() : Integer.MAX_VALUE;
        }
    }
}
