package org.maillage.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
 * @param calendar what calendars read of it (RFC 5546), the same for every recipient; null for none
 */
public record Letter(
        String kind,
        Priority priority,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        boolean bulk,
        @Nullable CalendarPart calendar) {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");

    public Letter {
        headers = Map.copyOf(headers);
        for (String name : headers.keySet())
            if (!HEADER_NAME.matcher(name).matches()) throw new IllegalArgumentException("No header name: " + name);
    }

    /**
     * A letter without anything for calendars; or one as the queue kept it, whose calendar stands among its headers, under
     * its media type, which is no header's name: it is erased with them.
     */
    public Letter(
            String kind,
            Priority priority,
            String subject,
            String text,
            String html,
            Map<String, String> headers,
            boolean bulk) {
        this(kind, priority, subject, text, html, CalendarPart.without(headers), bulk, CalendarPart.among(headers));
    }

    /** The same, with {@code part} for calendars; null for none. */
    public Letter with(@Nullable CalendarPart part) {
        return new Letter(kind, priority, subject, text, html, headers, bulk, part);
    }

    /** The headers as the queue keeps them. */
    Map<String, String> keptHeaders() {
        if (calendar == null) return headers;
        var kept = new HashMap<>(headers);
        kept.put(CalendarPart.TYPE + calendar.method(), calendar.content());
        return kept;
    }

    /**
     * An iTIP message (RFC 5546): calendars show it with its buttons, and mail programs as an attachment.
     *
     * @param method {@code REQUEST}, {@code CANCEL}, … as in {@code content}
     * @param content an iCalendar object (RFC 5545), literally: it holds no places
     */
    public record CalendarPart(String method, String content) {
        private static final String TYPE = "text/calendar; method=";

        public CalendarPart {
            if (!method.matches("[A-Z]{3,20}")) throw new IllegalArgumentException("No method: " + method);
        }

        private static @Nullable CalendarPart among(Map<String, String> kept) {
            return kept.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(TYPE))
                    .map(entry -> new CalendarPart(entry.getKey().substring(TYPE.length()), entry.getValue()))
                    .findFirst()
                    .orElse(null);
        }

        private static Map<String, String> without(Map<String, String> kept) {
            var headers = new HashMap<>(kept);
            headers.keySet().removeIf(name -> name.startsWith(TYPE));
            return headers;
        }
    }
}
