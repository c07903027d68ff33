package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageCacheTest {
    private final AtomicLong nanos = new AtomicLong();
    private final PageCache cache = new PageCache(new SimpleMeterRegistry(), nanos::get);
    private final AtomicInteger rendered = new AtomicInteger();

    @Test
    void visitors_without_an_account_share_one_rendering() throws Exception {
        var first = get("/appels-d-offres", "page=2");
        var second = get("/appels-d-offres", "page=2");

        assertThat(rendered).hasValue(1);
        assertThat(second.getContentAsString()).isEqualTo(first.getContentAsString());
        assertThat(second.getHeader("Content-Security-Policy")).isEqualTo("default-src 'none'");
        assertThat(second.getHeader("ETag")).isNotNull();
    }

    @Test
    void another_query_another_language_and_a_session_are_other_pages() throws Exception {
        get("/", "");
        get("/", "page=2");
        get("/", "", new Cookie("langue", "en"));
        get("/", "", new Cookie("maillage_session", "x"));
        get("/", "", new Cookie("maillage_session", "x"));

        assertThat(rendered).hasValue(5);
    }

    @Test
    void a_rendering_is_shown_for_half_a_second_at_most() throws Exception {
        get("/", "");
        nanos.addAndGet(PageCache.KEPT.plusMillis(1).toNanos());
        get("/", "");

        assertThat(rendered).hasValue(2);
    }

    @Test
    void one_request_renews_a_page_while_the_others_are_shown_the_last_rendering() throws Exception {
        get("/", "");
        nanos.addAndGet(PageCache.RENEWED.plusMillis(1).toNanos());
        var gate = new CountDownLatch(1);
        var renewing = new CountDownLatch(1);
        var slow = Thread.ofVirtual().start(() -> slowly("/", renewing, gate));
        renewing.await();

        assertThat(get("/", "").getContentAsString()).isEqualTo("page 1");
        assertThat(get("/", "").getContentAsString()).isEqualTo("page 1");
        assertThat(rendered).as("nobody else renders").hasValue(1);
        gate.countDown();
        slow.join();
        assertThat(get("/", "").getContentAsString()).isEqualTo("page 2");
    }

    @Test
    void when_the_last_rendering_is_too_old_the_others_wait_for_the_one_that_renews() throws Exception {
        get("/", "");
        nanos.addAndGet(PageCache.KEPT.plusMillis(1).toNanos());
        var gate = new CountDownLatch(1);
        var renewing = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> slowly("/", renewing, gate));
        renewing.await();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> get("/", "").getContentAsString()))
                    .toList();
            gate.countDown();
            for (var other : others) assertThat(other.get()).isEqualTo("page 2");
        }
        assertThat(rendered).hasValue(2);
    }

    @Test
    void a_renewal_that_fails_or_leads_elsewhere_keeps_nobody_waiting() throws Exception {
        get("/", "");
        nanos.addAndGet(PageCache.KEPT.plusMillis(1).toNanos());
        assertThatThrownBy(() -> cache.doFilter(
                        new MockHttpServletRequest("GET", "/"), new MockHttpServletResponse(), (r, out) -> {
                            throw new jakarta.servlet.ServletException("broken");
                        }))
                .hasMessage("broken");
        assertThat(call(new MockHttpServletRequest("GET", "/"), 302, false).getStatus())
                .isEqualTo(302);
        assertThat(get("/", "").getContentAsString()).isEqualTo("page 3");
    }

    @Test
    void who_unpacks_is_sent_the_page_packed_and_who_refuses_is_not() throws Exception {
        String text = "Un appel d’offres. ".repeat(200);
        for (String accepted : new String[] {"", "gzip, deflate, br", "br;q=1.0, gzip", "gzip;q=0", "identity"}) {
            var request = new MockHttpServletRequest("GET", "/long");
            if (!accepted.isEmpty()) request.addHeader("Accept-Encoding", accepted);
            var response = new MockHttpServletResponse();
            cache.doFilter(
                    request,
                    response,
                    (r, out) -> PageCache.offer((HttpServletRequest) r, text.getBytes(StandardCharsets.UTF_8)));
            if (accepted.isEmpty()) continue; // this one was rendered
            boolean packed = accepted.matches(".*gzip(,.*)?");
            assertThat(response.getHeader("Content-Encoding")).as(accepted).isEqualTo(packed ? "gzip" : null);
            byte[] body = response.getContentAsByteArray();
            assertThat(response.getContentLength()).isEqualTo(body.length);
            if (packed) body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    private void slowly(String path, CountDownLatch renewing, CountDownLatch gate) {
        try {
            cache.doFilter(new MockHttpServletRequest("GET", path), new MockHttpServletResponse(), (r, out) -> {
                renewing.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                PageCache.offer(
                        (HttpServletRequest) r,
                        ("page " + rendered.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
            });
        } catch (java.io.IOException | jakarta.servlet.ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_was_not_offered_or_is_no_page_is_never_kept() throws Exception {
        for (int i = 0; i < 2; i++) {
            call(new MockHttpServletRequest("POST", "/"), 200, true);
            call(new MockHttpServletRequest("GET", "/moved"), 302, true);
            call(new MockHttpServletRequest("GET", "/personal"), 200, false);
        }
        assertThat(rendered).hasValue(6);
    }

    @Test
    void a_browser_that_has_the_page_is_told_so_in_a_line() throws Exception {
        String etag = get("/", "").getHeader("ETag");
        var again = new MockHttpServletRequest("GET", "/");
        again.addHeader("If-None-Match", String.valueOf(etag));

        var response = call(again, 200, true);
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void a_language_that_is_not_ours_is_no_way_to_show_others_the_wrong_one() throws Exception {
        get("/", "", new Cookie("langue", "english")); // reads French
        get("/", "", new Cookie("langue", "fr"), new Cookie("langue", "en"));
        get("/", "", new Cookie("langue", "en"));

        assertThat(rendered).hasValue(3);
    }

    @Test
    void an_answer_that_sets_a_cookie_is_for_one_visitor() throws Exception {
        for (int i = 0; i < 2; i++) {
            var response = new MockHttpServletResponse();
            cache.doFilter(new MockHttpServletRequest("GET", "/"), response, (r, out) -> {
                rendered.incrementAndGet();
                ((MockHttpServletResponse) out).addCookie(new Cookie("token", "x"));
                PageCache.offer((HttpServletRequest) r, new byte[0]);
            });
        }
        assertThat(rendered).hasValue(2);
    }

    private MockHttpServletResponse get(String path, String query, Cookie... cookies) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        if (!query.isEmpty()) request.setQueryString(query);
        request.setCookies(cookies);
        return call(request, 200, true);
    }

    private MockHttpServletResponse call(MockHttpServletRequest request, int status, boolean offered) throws Exception {
        var response = new MockHttpServletResponse();
        cache.doFilter(request, response, new MockFilterChain() {
            @Override
            public void doFilter(jakarta.servlet.ServletRequest r, jakarta.servlet.ServletResponse out)
                    throws java.io.IOException {
                byte[] body = ("page " + rendered.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
                ((MockHttpServletResponse) out).setStatus(status);
                ((MockHttpServletResponse) out).setHeader("Content-Security-Policy", "default-src 'none'");
                if (offered) PageCache.offer((HttpServletRequest) r, body);
                PageCache.revalidated((MockHttpServletResponse) out, PageCache.etag(body));
                out.getOutputStream().write(body);
            }
        });
        return response;
    }
}
