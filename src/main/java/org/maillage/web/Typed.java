package org.maillage.web;

import java.util.regex.Pattern;

/**
 * What people type or paste, made fit to keep: without the control characters, halves of broken characters and marks of
 * writing direction that no one types on purpose and that make a text look like another one.
 */
public final class Typed {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]+");
    private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");

    private Typed() {}

    /** {@code typed} on one line, one space between words, none around. */
    public static String line(String typed) {
        return SPACES.matcher(kept(typed.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ')))
                .replaceAll(" ")
                .strip();
    }

    /** {@code typed} with its lines, each ended by a line feed, nothing blank around. */
    public static String text(String typed) {
        return kept(LINE_ENDS.matcher(typed).replaceAll("\n")).strip();
    }

    private static String kept(String typed) {
        var kept = new StringBuilder(typed.length());
        typed.codePoints().filter(Typed::fit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean fit(int c) {
        if (c == '\n' || c == '\t') return true;
        if (c < ' ' || c >= 0x7f && c < 0xa0) return false;
        if (c >= 0xd800 && c <= 0xdfff || (c & 0xfffe) == 0xfffe || c == 0xfeff) return false;
        // Marks, embeddings, overrides and isolates of direction.
        return !(c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069);
    }
}
