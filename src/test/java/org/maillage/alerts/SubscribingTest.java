package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.mail.Catcher;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscribing over real HTTP and real mail, by friends and by attackers. */
@MaillageTest
@Import(AlertStories.class)
class SubscribingTest {
    private static final Pattern CODE = Pattern.compile("Votre code : (\\d{6})");
    private static final Pattern LINK = Pattern.compile("https?://[^/]+(/alertes/\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    Catcher catcher;

    @Autowired
    RateLimits limits;

    @Autowired
    TestClock clock;

    @Autowired
    AlertStories given;

    @Autowired
    Purge purge;

    @Autowired
    JdbcClient db;

    private final String email = "prestataire-" + UUID.randomUUID() + "@example.org";

    @BeforeEach
    void freshLimits() {
        limits.reset();
    }

    @AfterEach
    void rightTime() {
        clock.reset();
        limits.reset();
    }

    @Test
    void opening_the_link_confirms_nothing_and_the_button_pressed_twice_confirms_once() throws Exception {
        var visitor = new Visitor(port);
        ask(visitor, Map.of("departement", "51"));
        String link = link();

        for (int i = 0; i < 3; i++) assertThat(visitor.get(link).statusCode()).isEqualTo(200);
        assertThat(subscriptions()).isZero();

        Callable<Integer> press =
                () -> new Visitor(port).submit(link, link, Map.of()).statusCode();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var pressed : threads.invokeAll(List.of(press, press, press, press)))
                assertThat(pressed.get()).isEqualTo(302);
        }
        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void two_requests_of_one_address_confirmed_at_once_make_one_subscription() throws Exception {
        ask(new Visitor(port), Map.of("departement", "51"));
        String first = link();
        ask(new Visitor(port), Map.of("departement", "10"));
        String second = catcher.await(m -> m.recipient().equals(email), 2).stream()
                .map(m -> path(m.text()))
                .filter(path -> !path.equals(first))
                .findFirst()
                .orElseThrow();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var pressed = threads.invokeAll(List.<Callable<Integer>>of(
                    () -> new Visitor(port).submit(first, first, Map.of()).statusCode(),
                    () -> new Visitor(port).submit(second, second, Map.of()).statusCode()));
            for (var one : pressed) assertThat(one.get()).isEqualTo(302);
        }
        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void a_code_is_tried_five_times_at_most_then_the_right_one_is_of_no_use() {
        var visitor = new Visitor(port);
        String page = ask(visitor, Map.of());
        String code = code();
        String wrong = code.equals("123456") ? "654321" : "123456";
        for (int i = 0; i < 5; i++)
            assertThat(visitor.submit(page, page, Map.of("code", wrong)).statusCode())
                    .isEqualTo(422);
        assertThat(visitor.submit(page, page, Map.of("code", code)).statusCode())
                .isEqualTo(422);
        assertThat(subscriptions()).isZero();
        String link = link();
        assertThat(visitor.submit(link, link, Map.of()).statusCode()).isEqualTo(302);
        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void the_answer_is_the_same_whether_an_address_is_known_or_not() {
        var visitor = new Visitor(port);
        var known = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        String unknownPage = visitor.get(ask(visitor, Map.of())).body();
        String knownPage =
                visitor.get(ask(visitor, Map.of("email", known.email().text()))).body();
        assertThat(plain(knownPage, known.email().text())).isEqualTo(plain(unknownPage, email));

        var message = catcher.await(known.email().text());
        assertThat(message.subject()).isEqualTo("Vous êtes déjà abonné aux appels d’offres");
        assertThat(message.text()).contains(known.preferencesPath());

        // Written to often enough: still the same page, and no mail.
        for (int i = 0; i < 6; i++) ask(visitor, Map.of());
        assertThat(plain(visitor.get(ask(visitor, Map.of())).body(), email)).isEqualTo(plain(unknownPage, email));
        assertThat(db.sql("select count(*) from subscription_request where email = :email")
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isEqualTo(8);
        catcher.await(m -> m.recipient().equals(email), 3);
        assertThat(catcher.to(email)).hasSize(3);
    }

    private static String plain(String page, String address) {
        return page.replace(address, "…")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    void one_client_that_asks_too_often_is_told_to_wait() {
        var visitor = new Visitor(port);
        int last = 0;
        for (int i = 0; i < 25 && last != 429; i++)
            last = visitor.submit("/alertes", "/alertes", Map.of("email", "x" + i + "-" + email))
                    .statusCode();
        assertThat(last).isEqualTo(429);
    }

    @Test
    void hostile_input_is_refused_beside_its_field() {
        var visitor = new Visitor(port);
        for (String address : List.of(
                "",
                "x",
                "x@example.org\r\nBcc: y@example.org",
                "\"x y\"@example.org",
                "x@example.org,y@example.org",
                "a".repeat(300) + "@example.org",
                "x@localhost"))
            assertThat(visitor.submit("/alertes", "/alertes", Map.of("email", address))
                            .statusCode())
                    .as(address)
                    .isEqualTo(422);
        for (var junk : List.of(
                Map.of("departement", "99"),
                Map.of("domaine", "'; drop table tender"),
                Map.of("type", "BOTH"),
                Map.of("rythme", "HOURLY"))) {
            var fields = new HashMap<>(junk);
            fields.put("email", email);
            var answer = visitor.submit("/alertes", "/alertes", fields);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Un de ces choix n’existe plus", email);
        }
        assertThat(visitor.get("/alertes/apercu?" + "departement=x&".repeat(10_000))
                        .statusCode())
                .isBetween(400, 431);
        assertThat(visitor.get("/alertes/apercu?departement%5B99999999%5D=51").statusCode())
                .isBetween(200, 499);
        assertThat(visitor.get("/alertes?appel=nothing").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/alertes?appel=2026-51-999999").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/alertes/demande/x").statusCode()).isBetween(400, 404);
    }

    @Test
    void what_fills_the_hidden_field_is_no_person() {
        ask(new Visitor(port), Map.of("site", "https://example.org"));
        assertThat(db.sql("select count(*) from subscription_request where email = :email")
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void after_48_hours_a_request_opens_nothing_and_is_forgotten() {
        var visitor = new Visitor(port);
        String page = ask(visitor, Map.of());
        String link = link();
        String code = code();
        clock.advance(Duration.ofHours(49));
        assertThat(visitor.get(link).statusCode()).isEqualTo(404);
        assertThat(visitor.submit("/alertes", link, Map.of()).statusCode()).isEqualTo(404);
        assertThat(visitor.submit(page, page, Map.of("code", code)).statusCode())
                .isEqualTo(422);
        purge.run();
        assertThat(db.sql("select count(*) from subscription_request where email = :email")
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_mail_program_unsubscribes_with_one_click_without_cookie_and_twice_is_fine() throws Exception {
        var subscription = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 2; i++) {
                var answer = client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + port + subscription.unsubscriptionPath()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
        assertThat(db.sql("select count(*) from subscription where id = :id")
                        .param("id", subscription.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void an_altered_token_opens_nothing() {
        var subscription = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        var visitor = new Visitor(port);
        String token = subscription.token();
        for (String wrong : List.of(
                token.substring(1),
                token + "A",
                (token.startsWith("A") ? "B" : "A") + token.substring(1),
                "x",
                "%00")) {
            for (String path : List.of("/alertes/preferences/", "/alertes/desinscription/", "/alertes/confirmer/"))
                assertThat(visitor.get(path + wrong).statusCode())
                        .as(path + wrong)
                        .isBetween(400, 404);
        }
        var export = visitor.get(subscription.preferencesPath() + "/export.json");
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.body()).contains(subscription.email().text());
        assertThat(visitor.get("/alertes/desinscription/" + token).statusCode()).isEqualTo(200);
        assertThat(subscription.token()).isEqualTo(token);
    }

    @Test
    void subscribing_again_revives_an_address_that_was_refused() {
        var gone = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        db.sql("update subscription set state = 'UNDELIVERABLE' where id = :id")
                .param("id", gone.id())
                .update();
        var visitor = new Visitor(port);
        ask(visitor, Map.of("email", gone.email().text(), "departement", "08"));
        String link = path(catcher.await(gone.email().text()).text());
        assertThat(visitor.submit(link, link, Map.of()).statusCode()).isEqualTo(302);
        assertThat(db.sql("select state || departments::text from subscription where id = :id")
                        .param("id", gone.id())
                        .query(String.class)
                        .single())
                .isEqualTo("ACTIVE{08}");
    }

    /** Asks for {@link #email} unless {@code fields} names another; returns the page that waits for the code. */
    private String ask(Visitor visitor, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.putIfAbsent("email", email);
        var answer = visitor.submit("/alertes", "/alertes", all);
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    private String link() {
        return path(catcher.await(email).text());
    }

    private static String path(String text) {
        var matcher = LINK.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String code() {
        var matcher = CODE.matcher(catcher.await(email).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private int subscriptions() {
        return db.sql("select count(*) from subscription where lower(email) = :email")
                .param("email", email)
                .query(Integer.class)
                .single();
    }
}
