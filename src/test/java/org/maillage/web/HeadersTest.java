package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every answer carries, what it never carries, and what the door refuses. */
@MaillageTest
class HeadersTest {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connexion",
                "/espace",
                "/nulle-part",
                "/css/site.css",
                "/js/site.js",
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                "/langue/en?retour=/connexion",
                "/actuator/health",
                "/connexion/lien/inconnu",
                "/connexion?x=%00",
                "/a;b=c",
                "/error"
            })
    void every_kind_of_answer_carries_the_security_headers(String path) {
        guarded(new Visitor(port).get(path));
    }

    private static void guarded(HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "*", "http:");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1",
                "GET /a%2fb HTTP/1.1",
                "GET /{x}| HTTP/1.1",
                "GET /?x=[%zz] HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "TRACE / HTTP/1.1",
                "FOO / HTTP/1.1",
                "GET / HTTP/9.9",
                "nonsense"
            })
    void what_the_container_refuses_says_no_more_than_that(String line) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("Tomcat", "Apache", "Exception", "\tat ");
        assertThat(Integer.parseInt(answer.substring(9, 12))).isBetween(400, 599);
        // An answer without any body is a refusal too; one with a body is guarded.
        if (answer.contains("<")) assertThat(answer).contains("Content-Security-Policy: default-src 'none'");
    }

    @Test
    void a_very_long_address_is_refused() throws IOException {
        String answer = raw("GET /?x=" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Tomcat", "aaaaaaaa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connexion?suite=%zz",
                "/connexion?suite=%C3%28",
                "/connexion?suite=%ED%A0%80",
                "/connexion?suite=%00",
                "/connexion?%00=x",
                "/connexion?suite=&suite=&=&&&",
                "/connexion?suite[]=x&suite[%24ne]=1",
                "/connexion?langue=%F0%9F%92%A9",
                "/connexion?suite=%E2%80%AE%0D%0ASet-Cookie:%20a=b",
                "/connexion/lien/%F0%9F%92%A9",
                "/connexion/lien/..%5c..%5c",
                "/langue/en?retour=%0d%0aSet-Cookie:a=b",
                "/langue/xx"
            })
    void a_hostile_query_is_answered_calmly(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status).isLessThan(500);
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head).doesNotContain("Set-Cookie: a").doesNotContain("\r\nSet-Cookie:a");
    }

    @Test
    void a_thousand_parameters_do_not_make_an_error_of_ours() throws IOException {
        String answer = raw("GET /connexion?" + "a=1&".repeat(1500) + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");
        assertThat(Integer.parseInt(answer.substring(9, 12))).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "\t//evil",
                ""
            })
    void the_way_back_never_leaves_the_site(String hostile) {
        var visitor = new Visitor(port);
        String encoded = java.net.URLEncoder.encode(hostile, StandardCharsets.UTF_8);
        assertThat(visitor.get("/langue/en?retour=" + encoded).headers().firstValue("Location"))
                .hasValue("/");
        var member = visitor.signedIn("marne-1");
        assertThat(member.get("/connexion?suite=" + encoded).headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).isIn("/", "/espace"));
        assertThat(member.submit("/espace", "/connexion/demonstration", Map.of("compte", "marne-1", "suite", hostile))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).isIn("/", "/espace"));
    }

    @Test
    void the_language_switch_keeps_the_page_and_its_query() {
        var visitor = new Visitor(port);
        String there =
                "/langue/en?retour=%2Fconnexion%3Fsuite%3D%252Fappels-d-offres%253Fdepartement%253D51%2526q%253D%25C3%25A9t%25C3%25A9";
        var answer = visitor.get(there);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/connexion?suite=%2Fappels-d-offres%3Fdepartement%3D51%26q%3D%C3%A9t%C3%A9");
        assertThat(visitor.get("/connexion").body())
                .contains("<html lang=\"en\"")
                .contains("Sign in");
        String page = visitor.get("/connexion?suite=%2Fespace%3Fa%3D1").body();
        assertThat(page).contains("/langue/fr?retour=%2Fconnexion%3Fsuite%3D%252Fespace%253Fa%253D1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "english", "../../etc", "\u00e9", "fr_FR_POSIX_%00", "0123456789"})
    void a_language_cookie_of_nonsense_reads_as_french(String nonsense) throws IOException {
        String answer = raw("GET /connexion HTTP/1.1\r\nHost: localhost\r\nCookie: langue=" + nonsense
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Se connecter");
    }

    @Test
    void a_form_without_its_token_is_refused() {
        var visitor = new Visitor(port);
        var answer = visitor.post("/connexion", Map.of("email", "x@example.org"));
        assertThat(answer.statusCode()).isEqualTo(403);
        guarded(answer);
        visitor.get("/connexion");
        assertThat(visitor.post("/connexion", Map.of("_csrf", "another", "email", "x@example.org"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_reader_without_account_is_given_no_session() {
        var visitor = new Visitor(port);
        for (String path : new String[] {"/", "/connexion", "/nulle-part", "/espace", "/langue/en", "/css/site.css"})
            visitor.get(path);
        visitor.submit("/connexion", "/connexion", Map.of("email", "personne@example.org"));
        visitor.submit("/connexion", "/connexion", Map.of("email", "faux"));
        assertThat(visitor.cookie("maillage_session")).isEmpty();
    }

    @Test
    void cookies_are_out_of_reach_of_scripts_and_of_other_sites() {
        var visitor = new Visitor(port);
        var form = visitor.get("/connexion").headers().firstValue("Set-Cookie");
        assertThat(form)
                .hasValueSatisfying(c -> assertThat(c)
                        .startsWith("maillage_csrf=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        var language = visitor.get("/langue/en").headers().firstValue("Set-Cookie");
        assertThat(language)
                .hasValueSatisfying(
                        c -> assertThat(c).startsWith("langue=en").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        var session = visitor.submit("/connexion", "/connexion/demonstration", Map.of("compte", "marne-1"));
        assertThat(session.headers().allValues("Set-Cookie"))
                .anySatisfy(c -> assertThat(c)
                        .startsWith("maillage_session=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Max-Age", "Domain"));
    }

    @Test
    void head_answers_as_get_without_body() {
        var visitor = new Visitor(port);
        for (String path : new String[] {"/connexion", "/css/site.css", "/nulle-part", "/actuator/health"}) {
            var get = visitor.get(path);
            var head = visitor.head(path);
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
        }
    }

    @Test
    void a_closed_page_leads_a_reader_to_the_door_and_back() {
        var visitor = new Visitor(port);
        assertThat(visitor.get("/espace?a=1&b=2").headers().firstValue("Location"))
                .hasValue("/connexion?suite=%2Fespace%3Fa%3D1%26b%3D2");
        assertThat(visitor.head("/espace").headers().firstValue("Location")).hasValue("/connexion?suite=%2Fespace");
    }

    @Test
    void an_address_is_never_made_from_the_host_that_a_client_names() throws IOException {
        String answer = raw("GET /espace HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("evil.example");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
