package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A link by mail, over real HTTP. The token is read where only the mailbox has it: in the message. */
@MaillageTest
class SigningInTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    RateLimits limits;

    @Autowired
    TestClock clock;

    @Autowired
    Purge purge;

    @Autowired
    SignInMailbox mailbox;

    private final UUID person = UUID.randomUUID();
    private final String email = "lien-" + person + "@example.org";

    @BeforeEach
    void someoneInOffice() {
        limits.reset();
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Lou Essai', ?, 'PARTNER')")
                .params(person, "lien-" + person, email)
                .update();
    }

    @AfterEach
    void time() {
        clock.reset();
        limits.reset();
    }

    @Test
    void a_member_asks_for_a_link_and_enters_with_it() {
        var visitor = new Visitor(port);
        var sent = ask(visitor, email, "/appels-d-offres?departement=51");
        assertThat(sent.headers().firstValue("Location")).hasValue("/connexion/envoi");
        assertThat(visitor.get("/connexion/envoi").body()).contains("un lien pour entrer est en route");

        String link = link();
        var door = visitor.get(link);
        assertThat(door.body()).contains("Bonjour Lou Essai");
        assertThat(visitor.cookie("maillage_session")).isEmpty();

        var in = visitor.submit(link, link, Map.of());
        assertThat(in.headers().firstValue("Location")).hasValue("/appels-d-offres?departement=51");
        assertThat(visitor.get("/espace").body()).contains("Bonjour Lou Essai");
        assertThat(visitor.get("/connexion").headers().firstValue("Location")).hasValue("/espace");
    }

    @Test
    void opening_the_link_signs_nobody_in_however_often_scanners_do_it() {
        ask(new Visitor(port), email, "/espace");
        String link = link();
        for (int i = 0; i < 5; i++) {
            var scanner = new Visitor(port);
            assertThat(scanner.get(link).statusCode()).isEqualTo(200);
            assertThat(scanner.head(link).statusCode()).isEqualTo(200);
            assertThat(scanner.get("/espace").statusCode()).isEqualTo(302);
        }
        assertThat(new Visitor(port).submit(link, link, Map.of()).statusCode()).isEqualTo(302);
    }

    @Test
    void a_link_serves_once_and_its_siblings_die_with_it() {
        ask(new Visitor(port), email, "/espace");
        String first = link();
        ask(new Visitor(port), email, "/espace");
        String second = link();
        assertThat(second).isNotEqualTo(first);
        assertThat(new Visitor(port).submit(second, second, Map.of()).statusCode())
                .isEqualTo(302);

        for (String used : List.of(first, second)) {
            var late = new Visitor(port);
            assertGone(late.get(used));
            assertGone(late.submit("/connexion", used, Map.of()));
            assertThat(late.get("/espace").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void of_many_clicks_at_once_one_enters() throws Exception {
        ask(new Visitor(port), email, "/espace");
        String link = link();
        try (var clicks = Executors.newFixedThreadPool(8)) {
            Callable<Integer> click =
                    () -> new Visitor(port).submit("/connexion", link, Map.of()).statusCode();
            var answers = clicks.invokeAll(java.util.Collections.nCopies(8, click));
            int entered = 0;
            for (var answer : answers) if (answer.get() == 302) entered++;
            assertThat(entered).isEqualTo(1);
        }
    }

    @Test
    void a_link_expires_after_fifteen_minutes_and_is_then_purged() {
        ask(new Visitor(port), email, "/espace");
        String link = link();
        clock.advance(Duration.ofMinutes(14).plusSeconds(50));
        assertThat(new Visitor(port).get(link).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(11));
        assertGone(new Visitor(port).get(link));
        assertGone(new Visitor(port).submit("/connexion", link, Map.of()));
        assertThat(links()).isEqualTo(1);
        purge.run();
        assertThat(links()).isZero();
    }

    @Test
    void a_link_of_someone_who_left_since_opens_nothing() {
        ask(new Visitor(port), email, "/espace");
        String link = link();
        db.sql("update person set left_on = current_date - 1 where id = ?")
                .param(person)
                .update();
        assertGone(new Visitor(port).get(link));
        assertGone(new Visitor(port).submit("/connexion", link, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%27%20or%201=1"})
    void a_made_up_link_looks_like_a_used_one(String token) {
        assertGone(new Visitor(port).get("/connexion/lien/" + token));
    }

    @Test
    void the_answer_is_the_same_whether_or_not_the_address_is_known() {
        var known = ask(new Visitor(port), email, "/espace");
        var unknown = ask(new Visitor(port), "personne-" + person + "@example.org", "/espace");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(names(unknown)).isEqualTo(names(known));
        assertThat(unknown.headers().firstValue("Location"))
                .isEqualTo(known.headers().firstValue("Location"));
    }

    @Test
    void an_address_written_another_way_is_the_same_mailbox() {
        ask(new Visitor(port), "  " + email.toUpperCase(java.util.Locale.ROOT) + " ", "/espace");
        assertThat(link()).startsWith("/connexion/lien/");
    }

    @Test
    void too_many_requests_for_one_address_are_answered_alike_and_send_nothing_more() {
        for (int i = 0; i < 8; i++)
            assertThat(ask(new Visitor(port), email, "/espace").statusCode()).isEqualTo(302);
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(links()).isLessThanOrEqualTo(5));
        assertThat(links()).isEqualTo(5);
    }

    @Test
    void too_many_requests_of_one_client_are_refused_whatever_the_addresses() {
        var visitor = new Visitor(port);
        int refused = 0;
        for (int i = 0; i < 25; i++)
            if (ask(visitor, "a" + i + "@example.org", "/espace").statusCode() == 429) refused++;
        assertThat(refused).isEqualTo(5);
    }

    @Test
    void what_is_no_address_is_told_beside_the_field_and_kept() {
        var visitor = new Visitor(port);
        var answer = ask(visitor, "lou chez exemple", "/espace");
        assertThat(answer.statusCode()).isEqualTo(422);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("#e-email").text()).contains("ne semble pas complète");
        assertThat(page.select("#f-email").val()).isEqualTo("lou chez exemple");
        assertThat(page.select("#erreurs a").attr("href")).isEqualTo("#f-email");
    }

    @Test
    void the_database_holds_no_token() {
        ask(new Visitor(port), email, "/espace");
        String token = link().substring("/connexion/lien/".length());
        assertThat(token).hasSize(43);
        String rows = db.sql("select string_agg(l::text || encode(hash, 'escape'), ' ') from sign_in_link l")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain(token);
    }

    @Test
    void an_english_visitor_is_written_to_in_english() {
        var visitor = new Visitor(port);
        visitor.get("/langue/en");
        ask(visitor, email, "/espace");
        var message = mailbox.next(email);
        assertThat(message.subject()).isEqualTo("Your link to enter");
        assertThat(message.text()).startsWith("Hello Lou Essai,");
        assertThat(message.html()).contains("lang=\"en\"");
    }

    @Test
    void a_hostile_way_on_is_forgotten() {
        ask(new Visitor(port), email, "//evil.example/x");
        String link = link();
        assertThat(new Visitor(port).submit(link, link, Map.of()).headers().firstValue("Location"))
                .hasValue("/");
    }

    private HttpResponse<String> ask(Visitor visitor, String address, String way) {
        return visitor.submit("/connexion", "/connexion", Map.of("email", address, "suite", way));
    }

    private static void assertGone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("Ce lien n’est plus valable").contains("Recevoir un lien");
    }

    private static java.util.Set<String> names(HttpResponse<String> answer) {
        return answer.headers().map().keySet();
    }

    /** Path of the newest link that was sent to this test's person. */
    private String link() {
        return mailbox.link(email);
    }

    private int links() {
        return db.sql("select count(*) from sign_in_link where person = ?")
                .param(person)
                .query(Integer.class)
                .single();
    }
}
