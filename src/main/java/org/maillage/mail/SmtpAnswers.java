package org.maillage.mail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.maillage.mail.SmtpRefusal.Step;

/** What a mail server answers, one answer after the other (RFC 5321, 4.2). */
final class SmtpAnswers {
    private static final int LONGEST_LINE = 2_000; // RFC 5321 allows 512; some say more
    private static final int MOST_LINES = 100;
    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int end;

    SmtpAnswers(InputStream in) {
        this.in = in;
    }

    /** @param text the last line, with its code */
    record Answer(int code, String text) {
        boolean yesTo(Step step) {
            return switch (step) {
                case MAIL, END -> code == 250;
                case RCPT -> code == 250 || code == 251;
                case DATA -> code == 354;
            };
        }
    }

    /** @throws IOException when the line is lost, or what comes is no answer */
    Answer next() throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line();
            if (line.length() < 3) throw new IOException("Not an answer of a mail server");
            if (line.length() > 3 && line.charAt(3) == '-') continue;
            try {
                return new Answer(Integer.parseInt(line, 0, 3, 10), line);
            } catch (NumberFormatException e) {
                throw new IOException("Not an answer of a mail server", e);
            }
        }
        throw new IOException("The mail server does not end its answer");
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            if (next == end) fill();
            int begin = next;
            while (next < end && buffer[next] != '\n') next++;
            line.append(new String(buffer, begin, next - begin, StandardCharsets.ISO_8859_1));
            if (line.length() > LONGEST_LINE) throw new IOException("The mail server does not end its line");
            if (next < end) {
                next++;
                if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
                return line.toString();
            }
        }
    }

    private void fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) throw new EOFException("The server closed the connection");
    }
}
