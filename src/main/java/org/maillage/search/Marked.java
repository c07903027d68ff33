package org.maillage.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which found words are marked. The database marks them by two control characters that no entry holds, so that
 * the template escapes everything and makes the only markup itself.
 *
 * @param parts in order
 */
public record Marked(List<Part> parts) {
    private static final char BEGIN = '\u0002';
    private static final char END = '\u0003';

    /** @param found whether it is one of the words that were looked for */
    public record Part(String text, boolean found) {}

    public Marked {
        parts = List.copyOf(parts);
    }

    /** Reads what {@code ts_headline} gave; a mark without its other half marks nothing wrong, only less or more. */
    static Marked of(String marked) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        boolean found = false;
        for (int at = 0; at <= marked.length(); at++) {
            boolean end = at == marked.length();
            char c = end ? END : marked.charAt(at);
            if (!end && c != BEGIN && c != END) {
                text.append(c);
                continue;
            }
            if (!text.isEmpty()) parts.add(new Part(text.toString(), found));
            text.setLength(0);
            found = c == BEGIN;
        }
        return new Marked(parts);
    }

    public String plain() {
        return String.join("", parts.stream().map(Part::text).toList());
    }

    /** Takes out of a text what would pass for a mark, and every other control character but line ends. */
    static String unmarked(String text) {
        for (int at = 0; at < text.length(); at++)
            if (Character.isISOControl(text.charAt(at)) && text.charAt(at) != '\n')
                return text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        return text;
    }
}
