package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Routes;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every failure, over real HTTP: the right status, a page in words, and nothing of the inside. */
@MaillageTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTest {
    private static final String SECRET = "canary-7f3a";

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private Routes routes;
    private Visitor visitor;

    /** Fails in every way that a controller may. */
    @OpenToAll
    static class Failing {
        String fail(@PathVariable String how) throws Exception {
            throw switch (how) {
                case "403" -> new AccessDeniedException(SECRET);
                case "404" -> new NotFound(SECRET);
                case "409" -> new StaleVersion(SECRET);
                case "422" -> new Refused("", "email.invalid");
                case "429" -> new TooManyRequests(Duration.ofSeconds(41));
                case "sql" ->
                    new org.springframework.jdbc.BadSqlGrammarException(
                            SECRET, "select " + SECRET, new java.sql.SQLException(SECRET));
                default -> new IllegalStateException(SECRET);
            };
        }

        String number(@RequestParam int n) {
            throw new NotFound(n);
        }

        @org.springframework.web.bind.annotation.ResponseBody
        String upload(@RequestParam MultipartFile file) {
            return Long.toString(file.getSize());
        }
    }

    @BeforeEach
    void routes() {
        var failing = new Failing();
        routes = new Routes(mapping)
                .open(RequestMethod.GET, "/essai/echec/{how}", failing, "fail")
                .open(RequestMethod.GET, "/essai/nombre", failing, "number")
                .open(RequestMethod.POST, "/essai/envoi", failing, "upload");
        visitor = new Visitor(port);
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /essai/nombre?n=deux | 400 | Demande incomprise | Request not understood
                    /essai/nombre | 400 | Demande incomprise | Request not understood
                    /essai/echec/404 | 404 | Page introuvable | Page not found
                    /nulle-part | 404 | Page introuvable | Page not found
                    /css/nulle-part.css | 404 | Page introuvable | Page not found
                    /deconnexion | 405 | Action impossible ici | Not possible here
                    /essai/echec/409 | 409 | Modifié entre-temps | Changed in the meantime
                    /essai/echec/422 | 422 | Action refusée | Refused
                    /essai/echec/429 | 429 | Trop de demandes | Too many requests
                    /essai/echec/500 | 500 | Le site a rencontré un problème | The site ran into a problem
                    /essai/echec/sql | 500 | Le site a rencontré un problème | The site ran into a problem
                    """)
    void a_failure_is_told_in_the_visitors_language(String path, int status, String french, String english) {
        var page = visitor.get(path);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(heading(page)).isEqualTo(french);
        assertThat(Jsoup.parse(page.body()).select("html").attr("lang")).isEqualTo("fr");
        saysNothingOfTheInside(page);

        visitor.get("/langue/en");
        page = visitor.get(path);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(heading(page)).isEqualTo(english);
        saysNothingOfTheInside(page);
    }

    @Test
    void a_member_without_the_role_reads_that_the_page_is_reserved() {
        var page = visitor.signedIn("partenaire-1").get("/essai/echec/403");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(heading(page)).isEqualTo("Page réservée");
        saysNothingOfTheInside(page);
    }

    @Test
    void too_many_requests_says_how_long_to_wait() {
        assertThat(visitor.get("/essai/echec/429").headers().firstValue("Retry-After"))
                .hasValue("42");
    }

    @Test
    void an_incident_is_logged_with_its_cause_but_without_the_query(CapturedOutput output) {
        visitor.get("/essai/echec/500?email=quelqu-un%40example.org");
        assertThat(output.getAll()).contains(SECRET).doesNotContain("quelqu-un");
    }

    @Test
    void a_file_above_the_limit_is_refused_in_words() {
        String token = csrf();
        var page = upload(token, 51 << 20);
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(heading(page)).isEqualTo("Fichier trop lourd");
        saysNothingOfTheInside(page);
        assertThat(upload(token, 1 << 20).body()).isEqualTo(Integer.toString(1 << 20));
    }

    @Test
    void a_form_above_the_limit_is_refused_in_words() {
        String token = csrf();
        var page = visitor.post("/connexion", Map.of("_csrf", token, "email", "a".repeat(3 << 20)));
        assertThat(page.statusCode()).isEqualTo(413);
        saysNothingOfTheInside(page);
    }

    private String csrf() {
        return Jsoup.parse(visitor.get("/connexion").body())
                .select("input[name=_csrf]")
                .attr("value");
    }

    private HttpResponse<String> upload(String token, int bytes) {
        String head = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
        return visitor.send(visitor.request("/essai/envoi")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArrays(
                        List.of(head.getBytes(), new byte[bytes], "\r\n--x--\r\n".getBytes()))));
    }

    private static String heading(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("h1").text();
    }

    static void saysNothingOfTheInside(HttpResponse<String> page) {
        assertThat(page.body())
                .doesNotContain(SECRET, "Exception", "org.maillage", "org.springframework", "java.", "Tomcat", "\tat ");
        assertThat(page.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }
}
