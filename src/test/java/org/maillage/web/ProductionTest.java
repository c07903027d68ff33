package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.testing.TestDatabase;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The platform as a production starts it: no profile, a public address with TLS, the real management port. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "maillage.public-url=https://dla.example.org",
            "db-scheduler.enabled=false",
            "management.server.port=0",
            "logging.level.root=warn"
        })
@ContextConfiguration(initializers = TestDatabase.class)
class ProductionTest {
    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    Environment environment;

    @Test
    void nothing_of_the_demonstration_exists() {
        assertThat(environment.getActiveProfiles()).isEmpty();
        assertThat(mappings.stream()
                        .flatMap(m -> m.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternValues().stream()))
                .contains("/connexion")
                .noneMatch(path -> path.startsWith("/boite-aux-lettres") || path.contains("demonstration"));
    }

    @Test
    void without_an_openid_provider_nothing_of_it_exists() {
        assertThat(mappings.stream()
                        .flatMap(m -> m.getHandlerMethods().keySet().stream())
                        .flatMap(info -> info.getPatternValues().stream()))
                .noneMatch(path -> path.contains("organisation"));
        assertThat(new Visitor(port).get("/connexion").body()).doesNotContain("organisation");
        assertThat(new Visitor(port).get("/connexion/organisation").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_routes_of_the_demonstration_are_not_found() {
        var visitor = new Visitor(port);
        var form = visitor.get("/connexion");
        assertThat(form.body()).doesNotContain("name=\"compte\"", "boite-aux-lettres");
        // The cookie is marked for TLS, so that this client, which speaks without, sends it by hand.
        String cookie = form.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String token = Jsoup.parse(form.body()).select("input[name=_csrf]").attr("value");
        for (String path : new String[] {"/connexion/demonstration", "/boite-aux-lettres"})
            assertThat(visitor.send(visitor.request(path)
                                    .header("Cookie", cookie)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("compte=marne-1&_csrf=" + token)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        assertThat(visitor.get("/boite-aux-lettres").statusCode()).isEqualTo(404);
    }

    @Test
    void cookies_travel_by_tls_only() {
        var visitor = new Visitor(port);
        assertThat(visitor.get("/connexion").headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c).contains("; Secure"));
        assertThat(visitor.get("/langue/en").headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c).contains("; Secure"));
    }

    @Test
    void browsers_are_told_to_keep_to_tls_behind_a_proxy() {
        var answer =
                new Visitor(port).send(new Visitor(port).request("/connexion").header("X-Forwarded-Proto", "https"));
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void health_is_one_word_on_the_public_port() {
        var visitor = new Visitor(port);
        for (String path : new String[] {"/actuator/health/liveness", "/actuator/health/readiness"}) {
            var answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        }
        // No mail server is set here: pages are served, letters wait, and the one word says so.
        var whole = visitor.get("/actuator/health");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("{\"status\":\"DEGRADED\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/beans",
                "/actuator/health/db",
                "/actuator/health/diskSpace",
                "/actuator/health/readiness/db"
            })
    void the_rest_of_the_actuator_is_not_on_the_public_port(String path) {
        assertThat(new Visitor(port).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void the_management_port_of_this_machine_shows_details_and_metrics_and_no_more() {
        assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
        var operator = new Visitor(managementPort);
        assertThat(operator.get("/actuator/health").body()).contains("\"db\"", "diskSpace");
        assertThat(operator.get("/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes", "hikaricp_connections");
        assertThat(operator.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(operator.get("/actuator/heapdump").statusCode()).isEqualTo(404);
    }
}
