package org.maillage.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps the public pages of this node, as rendered, for half a second: the hour when a call is out brings every
 * consultant at once, and a published call must still be seen within the second. Nothing is to be invalidated: time
 * does it, on every node alike (ADR 0005).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageCache extends OncePerRequestFilter {
    static final Duration KEPT = Duration.ofMillis(500);
    private static final Set<String> OUR_LANGUAGES = Set.of("fr", "en");
    private static final long MOST_BYTES = 32L << 20;
    private static final String RENDERED = PageCache.class.getName() + ".rendered";
    // Written anew for each response, or by the container.
    private static final Set<String> OWN_HEADERS = Set.of(
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "date",
            "connection",
            "keep-alive",
            "vary",
            "cache-control",
            "pragma",
            "expires",
            "etag",
            "content-type");

    private record Key(String path, @Nullable String query, boolean english) {}

    private record Header(String name, String value) {}

    private record Kept(byte[] body, List<Header> headers, String etag) {}

    private final Cache<Key, Kept> pages;
    private final Counter hits;

    @Autowired
    PageCache(MeterRegistry metrics) {
        this(metrics, Ticker.systemTicker());
    }

    PageCache(MeterRegistry metrics, Ticker ticker) {
        pages = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .maximumWeight(MOST_BYTES)
                .weigher((Key key, Kept page) -> page.body().length + 2_000)
                .build();
        hits = metrics.counter("maillage.pages.cached");
    }

    /** Whether the handler of {@code request} says that its page is the same for all. */
    static boolean mayKeep(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && (handler.hasMethodAnnotation(BrieflyCached.class)
                        || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), BrieflyCached.class));
    }

    /** Called by the view: this rendering may be shown to every visitor without an account. */
    static void offer(HttpServletRequest request, byte[] body) {
        request.setAttribute(RENDERED, body);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean reading = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        Key key = reading ? key(request) : null;
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        Kept kept = pages.getIfPresent(key);
        if (kept != null) {
            hits.increment();
            show(kept, request, response);
            return;
        }
        chain.doFilter(request, response);
        boolean forAll = response.getStatus() == 200 && !response.containsHeader(HttpHeaders.SET_COOKIE);
        if (forAll && request.getAttribute(RENDERED) instanceof byte[] body)
            pages.put(key, new Kept(body, headers(response), etag(body)));
    }

    /** What tells two public pages apart; null for a visitor whose page may be their own. */
    private static @Nullable Key key(HttpServletRequest request) {
        @Nullable String language = null;
        Cookie[] cookies = request.getCookies();
        if (cookies != null)
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals("maillage_session")) return null;
                if (!cookie.getName().equals("langue")) continue;
                // A value that is not ours, or two of them: which language results is not for this class to guess.
                if (language != null || !OUR_LANGUAGES.contains(cookie.getValue())) return null;
                language = cookie.getValue();
            }
        return new Key(request.getRequestURI(), request.getQueryString(), "en".equals(language));
    }

    private static void show(Kept page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (Header header : page.headers()) response.addHeader(header.name(), header.value());
        revalidated(response, page.etag());
        if (page.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.body().length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(page.body());
    }

    /** Browsers keep the page but ask each time whether it changed; weak, since the container may compress it. */
    static void revalidated(HttpServletResponse response, String etag) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.ETAG, etag);
        // Names what the page depends on besides its address, for caches between us and the visitor.
        response.setHeader(HttpHeaders.VARY, "Cookie, Accept-Encoding");
    }

    static String etag(byte[] body) {
        return "W/\"" + UUID.nameUUIDFromBytes(body) + "\"";
    }

    private static List<Header> headers(HttpServletResponse response) {
        var headers = new ArrayList<Header>();
        for (String name : response.getHeaderNames()) {
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) continue;
            for (String value : response.getHeaders(name)) headers.add(new Header(name, value));
        }
        return List.copyOf(headers);
    }
}
