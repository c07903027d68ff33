package org.maillage.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of header fields that can neither end their field nor exceed a line: control characters become spaces, what is
 * not plain ASCII becomes encoded words (RFC 2047), long values are folded.
 */
final class HeaderText {
    private static final int WIDTH = 76;
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029]+");
    private static final Pattern PHRASE_AND_ADDRESS = Pattern.compile("(.*?)\\s*(<[\\x21-\\x7e&&[^<>]]+>)");

    private HeaderText() {}

    /** {@code text} on one line: every run of white space and control characters is one space. */
    static String oneLine(String text) {
        if (text.chars().allMatch(c -> c > ' ' && c < 127)) return text; // most values are one word
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    /** The line {@code name: text}, folded, with its CRLF. */
    static String field(String name, String text) {
        String value = oneLine(text);
        Matcher address = PHRASE_AND_ADDRESS.matcher(value);
        if (address.matches() && !address.group(1).isEmpty() && !plain(address.group(1)))
            return name + ": " + words(address.group(1), name.length() + 2) + "\r\n " + address.group(2) + "\r\n";
        return name + ": " + (plain(value) ? folded(value, name.length() + 2) : words(value, name.length() + 2))
                + "\r\n";
    }

    /** A display name before an address: a quoted string, or encoded words. */
    static String displayName(String name, int column) {
        String text = oneLine(name);
        if (!plain(text)) return words(text, column);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether {@code text} may stand as it is: ASCII, no word that cannot be folded, nothing like an encoded word. */
    private static boolean plain(String text) {
        int word = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 126) return false;
            word = c == ' ' ? 0 : word + 1;
            if (word > 900) return false;
        }
        return !text.contains("=?") && text.indexOf('\\') < 0; // some readers take a \ before a fold for an escape
    }

    private static String folded(String text, int used) {
        var line = new StringBuilder();
        int column = used;
        for (String word : text.split(" ")) {
            if (!line.isEmpty()) {
                boolean fold = column + 1 + word.length() > WIDTH;
                line.append(fold ? "\r\n " : " ");
                column = fold ? 1 : column + 1;
            }
            line.append(word);
            column += word.length();
        }
        return line.toString();
    }

    /** Encoded words of at most 75 characters, none of which cuts a character in two. */
    private static String words(String text, int used) {
        var out = new StringBuilder();
        int room = Math.max(6, (WIDTH - 1 - used - "=?UTF-8?B??=".length()) / 4 * 3);
        int begin = 0;
        while (begin < text.length()) {
            int end = begin;
            int bytes = 0;
            while (end < text.length()) {
                int point = text.codePointAt(end);
                int more = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
                if (bytes + more > room) break;
                bytes += more;
                end += Character.charCount(point);
            }
            if (begin > 0) out.append("\r\n ");
            out.append("=?UTF-8?B?")
                    .append(Base64.getEncoder()
                            .encodeToString(text.substring(begin, end).getBytes(StandardCharsets.UTF_8)))
                    .append("?=");
            begin = end;
            room = 45;
        }
        return out.toString();
    }
}
