package org.maillage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A form that could not be taken as it came: its session had ended, or its token belonged to an earlier session. The page
 * that answers holds everything that was typed and sends it again, so that nothing is lost whatever form it was. Nothing
 * is kept on the server.
 *
 * @param address where it was sent, and where it is sent again
 * @param fields what it held, in its order, without the token
 * @param files whether it brought files, which no page can hold: they are chosen again
 */
public record KeptForm(String address, List<Field> fields, boolean files) {
    private static final String ATTRIBUTE = KeptForm.class.getName();

    /** One value of one field. */
    public record Field(String name, String value) {}

    public KeptForm {
        fields = List.copyOf(fields);
    }

    /** What somebody wrote in words, to be read again before it is sent: choices, numbers and marks are left out. */
    public List<String> words() {
        return fields.stream()
                .map(Field::value)
                .filter(value -> value.strip().contains(" ") || value.strip().contains("\n"))
                .toList();
    }

    /**
     * Keeps the form for the error page that answers this request, if one of our own pages sent it. A form that another
     * site posts is never shown under our visitor's token.
     *
     * @param own host and port of the platform to the public, which a proxy may hide from this request
     * @return whether it is kept
     */
    static boolean keep(HttpServletRequest request, String own) {
        if (!"POST".equals(request.getMethod()) || !readAsPage(request) || !fromOurPages(request, own)) return false;
        request.setAttribute(ATTRIBUTE, of(request));
        return true;
    }

    static Optional<KeptForm> keptFor(HttpServletRequest request) {
        return Optional.ofNullable((KeptForm) request.getAttribute(ATTRIBUTE));
    }

    private static KeptForm of(HttpServletRequest request) {
        String query = request.getQueryString();
        Set<String> inAddress = query == null
                ? Set.of()
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .keySet();
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.equals("_csrf") || inAddress.contains(name)) return;
            for (String value : values) fields.add(new Field(name, value));
        });
        boolean files = String.valueOf(request.getContentType()).startsWith("multipart/");
        return new KeptForm(request.getRequestURI() + (query == null ? "" : "?" + query), fields, files);
    }

    /** A script that saves in the background asks for data, and has its own way to tell its reader. */
    private static boolean readAsPage(HttpServletRequest request) {
        return String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html")
                && request.getHeader("HX-Request") == null;
    }

    /** Every browser says where a post comes from, and no page can make it lie (Fetch standard, section 3.2). */
    private static boolean fromOurPages(HttpServletRequest request, String own) {
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.equals("null")) return false;
        try {
            String from = String.valueOf(URI.create(origin).getAuthority());
            return from.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST)) || from.equalsIgnoreCase(own);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
