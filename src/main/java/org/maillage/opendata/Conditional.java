package org.maillage.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.maillage.news.PublicNews;
import org.maillage.tenders.TenderCatalogue;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Answers readers that come back every few minutes: cheap statements say whether anything changed since. */
@Component
class Conditional {
    // Grows when what the feeds say of the same things changes.
    private static final int EDITION = 1;
    private final TenderCatalogue catalogue;
    private final PublicNews news;

    Conditional(TenderCatalogue catalogue, PublicNews news) {
        this.catalogue = catalogue;
        this.news = news;
    }

    /**
     * What a resource is made from.
     *
     * @param state differs whenever the resource does
     * @param changedAt when it last changed (UTC)
     */
    private record Version(String state, Instant changedAt) {
        Version with(Version other) {
            return new Version(
                    state + "-" + other.state, changedAt.isAfter(other.changedAt) ? changedAt : other.changedAt);
        }
    }

    /** Answers about calls: 304 to who has the present state, else what {@code body} makes. */
    void calls(HttpServletRequest request, HttpServletResponse response, String type, Supplier<String> body)
            throws IOException {
        answer(ofCalls(), request, response, type, body);
    }

    /** The same about public news. */
    void news(HttpServletRequest request, HttpServletResponse response, String type, Supplier<String> body)
            throws IOException {
        answer(ofNews(), request, response, type, body);
    }

    /** The same about everything that is public. */
    void all(HttpServletRequest request, HttpServletResponse response, String type, Supplier<String> body)
            throws IOException {
        answer(ofCalls().with(ofNews()), request, response, type, body);
    }

    private Version ofCalls() {
        var version = catalogue.version();
        return new Version(
                version.calls() + "-" + version.open() + "-"
                        + version.updatedAt().toEpochMilli(),
                version.updatedAt());
    }

    private Version ofNews() {
        var version = news.version();
        return new Version(version.items() + "-" + version.changedAt().toEpochMilli(), version.changedAt());
    }

    private static void answer(
            Version version,
            HttpServletRequest request,
            HttpServletResponse response,
            String type,
            Supplier<String> body)
            throws IOException {
        String etag = "W/\"" + EDITION + "-" + version.state() + "\""; // weak: the container may compress
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader("Access-Control-Allow-Origin", "*"); // public data: any page may read it
        if (new ServletWebRequest(request, response)
                .checkNotModified(etag, version.changedAt().toEpochMilli())) return;
        byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
        response.setContentType(type + ";charset=UTF-8");
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(bytes);
    }
}
