package org.maillage.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Quoted-printable (RFC 2045 section 6.7) that can be cut at any place: what stands before a place ends with a soft line
 * break, so that a value of any length follows at the start of a line and no line exceeds 76 characters. No line begins
 * with a dot or with {@code From }, which some servers alter.
 */
final class QuotedPrintable {
    private static final int WIDTH = 75; // and one for the = of a soft line break
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private final ByteArrayOutputStream out;
    private final byte[] line = new byte[512];
    private int length;
    private int column;

    /** Writes to {@code out}, which is at the start of a line. */
    QuotedPrintable(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** Encodes {@code text}; line ends of any kind become CRLF. */
    void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\r' || b == '\n') {
                if (b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') i++;
                newLine();
            } else if ((b == ' ' || b == '\t') && !endsLine(bytes, i + 1)) {
                literal(b);
            } else if (b > ' ' && b < 127 && b != '=') {
                literal(b);
            } else {
                escaped(b);
            }
        }
        flush();
    }

    /** Breaks the line without a trace in the decoded text, unless it is at its start already. */
    void softBreak() {
        if (column > 0) breakSoftly();
        flush();
    }

    private void breakSoftly() {
        put((byte) '=');
        newLine();
    }

    /** Into a buffer of our own: the stream takes a lock for each byte. */
    private void put(byte b) {
        if (length == line.length) flush();
        line[length++] = b;
    }

    private void flush() {
        out.write(line, 0, length);
        length = 0;
    }

    /** White space at the end of a line would be lost; what follows the end of {@code bytes} is not known here. */
    private static boolean endsLine(byte[] bytes, int next) {
        return next == bytes.length || bytes[next] == '\r' || bytes[next] == '\n';
    }

    private void literal(byte b) {
        room(1);
        if (column == 0 && (b == '.' || b == 'F')) {
            escaped(b);
            return;
        }
        put(b);
        column++;
    }

    private void escaped(byte b) {
        room(3);
        put((byte) '=');
        put(HEX[(b >> 4) & 15]);
        put(HEX[b & 15]);
        column += 3;
    }

    private void room(int characters) {
        if (column + characters > WIDTH) breakSoftly();
    }

    private void newLine() {
        put((byte) '\r');
        put((byte) '\n');
        column = 0;
    }
}
