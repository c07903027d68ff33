package org.maillage.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.maillage.tenders.TenderCatalogue;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Answers readers that come back every few minutes: one cheap statement says whether anything changed since. */
@Component
class Conditional {
    // Grows when what the feeds say of the same calls changes.
    private static final int EDITION = 1;
    private final TenderCatalogue catalogue;

    Conditional(TenderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Answers 304 to who has the present state, else with what {@code body} makes. */
    void answer(HttpServletRequest request, HttpServletResponse response, String type, Supplier<String> body)
            throws IOException {
        var version = catalogue.version();
        String etag = "W/\"" + EDITION + "-" + version.calls() + "-" + version.open() + "-"
                + version.updatedAt().toEpochMilli() + "\""; // weak: the container may compress
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader("Access-Control-Allow-Origin", "*"); // public data: any page may read it
        if (new ServletWebRequest(request, response)
                .checkNotModified(etag, version.updatedAt().toEpochMilli())) return;
        byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
        response.setContentType(type + ";charset=UTF-8");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(bytes);
    }
}
