package org.maillage.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A letter encoded once for all its recipients: ready bytes, and places where a recipient's values are spliced in. This
 * is what makes a fan-out cost little more than copying bytes.
 */
final class EncodedLetter {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9_]*)\\s*}}");
    // In quoted-printable an = is always followed by a digit of its code, so no body holds this line.
    private static final String BOUNDARY = "=_maillage";
    private static final String OUTER = "=_enveloppe";
    private final List<Piece> pieces = new ArrayList<>();
    private final String kind;

    /** Something that is written for each recipient. */
    private interface Piece {
        void write(ByteArrayOutputStream out, Map<String, String> fields);
    }

    EncodedLetter(Letter letter) {
        kind = letter.kind();
        header("Subject", letter.subject());
        letter.headers().forEach(this::header);
        ascii("Auto-Submitted: auto-generated\r\n");
        if (letter.bulk()) ascii("Precedence: bulk\r\n");
        ascii("MIME-Version: 1.0\r\n");
        Letter.CalendarPart calendar = letter.calendar();
        if (calendar != null) {
            // Both ways at once: some programs look among the alternatives, others among the attachments.
            ascii("Content-Type: multipart/mixed; boundary=\"" + OUTER + "\"\r\n\r\n--" + OUTER + "\r\n");
            alternatives(letter, calendar);
            ascii("--" + OUTER + "\r\nContent-Disposition: attachment; filename=\"invitation.ics\"\r\n");
            base64("application/ics; name=\"invitation.ics\"", calendar.content());
            ascii("--" + OUTER + "--\r\n");
        } else if (letter.html().isEmpty()) {
            body("plain", letter.text(), UnaryOperator.identity());
        } else {
            alternatives(letter, null);
        }
        joinLiterals();
    }

    /** What the letter is about, for figures. */
    String kind() {
        return kind;
    }

    /** Writes everything from {@code Subject} to the end of the body; no line begins with a dot. */
    void write(ByteArrayOutputStream out, Map<String, String> fields) {
        for (Piece piece : pieces) piece.write(out, fields);
    }

    private record Literal(byte[] bytes) implements Piece {
        @Override
        public void write(ByteArrayOutputStream out, Map<String, String> fields) {
            out.write(bytes, 0, bytes.length);
        }
    }

    private void header(String name, String value) {
        if (PLACE.matcher(value).find())
            pieces.add((out, fields) ->
                    out.writeBytes(HeaderText.field(name, fill(value, fields)).getBytes(StandardCharsets.US_ASCII)));
        else ascii(HeaderText.field(name, value));
    }

    private static String fill(String text, Map<String, String> fields) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(fields.getOrDefault(place.group(1), "")));
    }

    private void body(String type, String text, UnaryOperator<String> escape) {
        ascii("Content-Type: text/" + type + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            literal(text.substring(end, place.start()));
            String name = place.group(1);
            pieces.add((out, fields) -> {
                var value = new QuotedPrintable(out);
                value.write(escape.apply(fields.getOrDefault(name, "")));
                value.softBreak();
            });
            end = place.end();
        }
        literal(text.substring(end));
        ascii("\r\n");
    }

    private void alternatives(Letter letter, Letter.@Nullable CalendarPart calendar) {
        ascii("Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"\r\n\r\n--" + BOUNDARY + "\r\n");
        body("plain", letter.text(), UnaryOperator.identity());
        if (!letter.html().isEmpty()) {
            ascii("--" + BOUNDARY + "\r\n");
            body("html", letter.html(), EncodedLetter::escaped);
        }
        if (calendar != null) {
            ascii("--" + BOUNDARY + "\r\n");
            base64("text/calendar; charset=utf-8; method=" + calendar.method(), calendar.content());
        }
        ascii("--" + BOUNDARY + "--\r\n");
    }

    private void base64(String type, String content) {
        ascii("Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\r\n");
    }

    /** From the start of a line to the start of another, so that a value may follow. */
    private void literal(String text) {
        var bytes = new ByteArrayOutputStream();
        var encoder = new QuotedPrintable(bytes);
        encoder.write(text);
        encoder.softBreak();
        pieces.add(new Literal(bytes.toByteArray()));
    }

    private void ascii(String text) {
        pieces.add(new Literal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Quotation marks too: a place may stand in an attribute. */
    private static String escaped(String value) {
        return HtmlUtils.htmlEscape(value, "UTF-8");
    }

    private void joinLiterals() {
        var joined = new ArrayList<Piece>();
        var bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                bytes.writeBytes(literal.bytes());
                continue;
            }
            joined.add(new Literal(bytes.toByteArray()));
            bytes.reset();
            joined.add(piece);
        }
        joined.add(new Literal(bytes.toByteArray()));
        pieces.clear();
        pieces.addAll(joined);
    }
}
