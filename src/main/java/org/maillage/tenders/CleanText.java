package org.maillage.tenders;

/** What people typed, for machines: without the characters that XML, calendars and header lines cannot hold. */
public final class CleanText {
    private CleanText() {}

    /** {@code text} with control characters and halves of broken characters turned into spaces; line ends stay. */
    public static String of(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean kept = c == '\n' || c == '\t' || c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0);
            if (c >= 0xd800 && c <= 0xdfff || (c & 0xfffe) == 0xfffe) kept = false;
            clean.appendCodePoint(kept ? c : ' ');
        });
        return clean.toString();
    }

    /** The same on one line. */
    public static String line(String text) {
        return of(text).replaceAll("\\s+", " ").strip();
    }
}
