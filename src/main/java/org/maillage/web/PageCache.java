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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
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
 * does it, on every node alike (ADR 0005). One request at a time renders a page anew; the others are shown the last
 * rendering while it is young enough, and wait for the next one otherwise.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageCache extends OncePerRequestFilter {
    /** How old a rendering may be that is shown. */
    static final Duration KEPT = Duration.ofMillis(500);

    /** From this age on the next request renders anew, while the others still see this one. */
    static final Duration RENEWED = Duration.ofMillis(300);

    private static final Duration REMEMBERED = Duration.ofMinutes(1); // that a page may be kept, not what it said
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PACKED_FROM = 1_400; // less fits a packet as it is
    private static final Set<String> OUR_LANGUAGES = Set.of("fr", "en");
    private static final Pattern GZIP = Pattern.compile("(?:^|[\\s,])gzip\\s*(?:,|$)");
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

    private final Cache<Key, Kept> pages;
    private final Ticker ticker;
    private final Counter hits;

    @Autowired
    PageCache(MeterRegistry metrics) {
        this(metrics, Ticker.systemTicker());
    }

    PageCache(MeterRegistry metrics, Ticker ticker) {
        this.ticker = ticker;
        pages = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumWeight(MOST_BYTES)
                .weigher((Key key, Kept page) -> page.body.length * 4 / 3 + 2_000) // packed too
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
        if (kept == null) {
            render(key, request, response, chain);
            return;
        }
        long age = ticker.read() - kept.renderedAt;
        if (age >= RENEWED.toNanos() && kept.beginRenewal()) {
            try {
                render(key, request, response, chain);
            } finally {
                kept.endRenewal();
            }
            return;
        }
        if (age >= KEPT.toNanos()) {
            kept.awaitRenewal(PATIENCE);
            kept = pages.getIfPresent(key);
        }
        if (kept != null && ticker.read() - kept.renderedAt < KEPT.toNanos()) {
            hits.increment();
            show(kept, request, response);
        } else render(key, request, response, chain);
    }

    private void render(Key key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long began = ticker.read(); // what is published while it is rendered may be missing from it
        chain.doFilter(request, response);
        boolean forAll = response.getStatus() == 200 && !response.containsHeader(HttpHeaders.SET_COOKIE);
        if (forAll && request.getAttribute(RENDERED) instanceof byte[] body)
            pages.put(key, new Kept(body, headers(response), etag(body), began));
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
        for (Header header : page.headers) response.addHeader(header.name(), header.value());
        revalidated(response, page.etag);
        if (page.etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = page.body;
        if (body.length >= PACKED_FROM && unpacks(request)) {
            body = page.packed();
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip"); // the container then leaves it alone
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        // Whole in the container's buffer, so that it leaves in one write.
        if (response.getBufferSize() < body.length) response.setBufferSize(body.length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(body);
    }

    /** Without a refusal ({@code gzip;q=0}) or anything else that would need reading: the container then decides. */
    private static boolean unpacks(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && GZIP.matcher(accepted).find();
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

    /** One rendering. Its renewal is begun by one request only. */
    private static final class Kept {
        private final byte[] body;
        private final List<Header> headers;
        private final String etag;
        private final long renderedAt;
        private final AtomicBoolean renewing = new AtomicBoolean();
        private final CountDownLatch renewed = new CountDownLatch(1);
        private volatile byte @Nullable [] packed;

        private Kept(byte[] body, List<Header> headers, String etag, long renderedAt) {
            this.body = body;
            this.headers = headers;
            this.etag = etag;
            this.renderedAt = renderedAt;
        }

        private boolean beginRenewal() {
            return renewing.compareAndSet(false, true);
        }

        private void endRenewal() {
            renewed.countDown();
        }

        private void awaitRenewal(Duration most) {
            try {
                if (!renewed.await(most.toNanos(), TimeUnit.NANOSECONDS))
                    return; // then everyone renders for themselves
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Packed once for all who are shown it. */
        private byte[] packed() throws IOException {
            byte[] done = packed;
            if (done == null) {
                var out = new ByteArrayOutputStream(body.length / 3);
                try (var gzip = new GZIPOutputStream(out)) {
                    gzip.write(body);
                }
                done = out.toByteArray();
                packed = done;
            }
            return done;
        }
    }
}
