package org.maillage.mail;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is sent. Subject, bodies and the values of headers may hold places, {@code {{name}}}, filled for each recipient; a
 * value is escaped as its place needs it: HTML in {@code html}, one line in a header, as it is in {@code text}. A place
 * without a value stays empty.
 *
 * @param kind what it is about, for figures: {@code sign-in}, {@code alert}
 * @param text the body as plain text; its lines are wrapped by nobody
 * @param html the body as an HTML document
 * @param headers further headers, such as {@code List-Id}; the outbox writes those of every message itself
 * @param bulk whether many receive it: told to mail servers, which then send no holiday answers
 */
public record Letter(
        String kind,
        Priority priority,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        boolean bulk) {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");

    public Letter {
        headers = Map.copyOf(headers);
        for (String name : headers.keySet())
            if (!HEADER_NAME.matcher(name).matches()) throw new IllegalArgumentException("No header name: " + name);
    }
}
