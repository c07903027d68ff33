package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Routes;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.web.OpenTo;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A sensitive act asks for a fresh proof, and then goes on as it was: over real HTTP, without JavaScript. */
@MaillageTest
class FreshSignInTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    TestClock clock;

    @Autowired
    RateLimits limits;

    @Autowired
    SignInMailbox mailbox;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private final UUID person = UUID.randomUUID();
    private final String account = "frais-" + person;

    /** Acts of another module. */
    static class Acts {
        @OpenTo(Role.PARTNER)
        @FreshlySignedIn
        @ResponseBody
        String close(@RequestParam String reason, @RequestParam(required = false) String how) {
            return "closed: " + reason + " / " + how;
        }

        @OpenTo(Role.PARTNER)
        @FreshlySignedIn
        @ResponseBody
        String upload(@RequestParam String title, @RequestParam MultipartFile file) {
            return "uploaded: " + title;
        }
    }

    @BeforeEach
    void someoneInOffice() {
        limits.reset();
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Dominique Essai', ?, 'PARTNER')")
                .params(person, account, account + "@example.org")
                .update();
    }

    @AfterEach
    void time() {
        clock.reset();
        limits.reset();
    }

    @Test
    void a_page_asks_again_after_ten_minutes_and_a_link_leads_back_to_it() {
        var member = new Visitor(port).signedIn(account);
        clock.advance(Duration.ofMinutes(9));
        assertThat(member.get("/espace/compte/donnees").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        assertThat(member.get("/espace/compte").statusCode()).isEqualTo(200);
        var asked = member.get("/espace/compte/donnees?depuis=test");
        assertThat(asked.statusCode()).isEqualTo(401);
        var page = Jsoup.parse(asked.body());
        assertThat(page.select("h1").text()).isEqualTo("Confirmez que c’est bien vous");
        assertThat(page.select("form#waiting, form[data-passkey]")).isEmpty();

        String way = page.select("form[action=/espace/compte/confirmation/lien] input[name=suite]")
                .val();
        assertThat(way).isEqualTo("/espace/compte/donnees?depuis=test");
        assertThat(confirm(member, way).headers().firstValue("Location")).hasValue(way);
        assertThat(member.get(way).statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_waits_with_everything_that_was_typed_and_is_sent_by_a_press() {
        try (var routes = new Routes(mapping).open(RequestMethod.POST, "/essai/cloture", new Acts(), "close")) {
            assertThat(routes).isNotNull();
            var member = new Visitor(port).signedIn(account);
            clock.advance(Duration.ofMinutes(11));
            String typed = "Départ \"le 3\" <script>alert(1)</script>\nadieu";
            var asked = member.submit("/espace/compte", "/essai/cloture?how=courrier", Map.of("reason", typed));
            assertThat(asked.statusCode()).isEqualTo(401);
            var page = Jsoup.parse(asked.body());
            var waiting = page.select("form#waiting");
            assertThat(waiting.attr("action")).isEqualTo("/essai/cloture");
            assertThat(page.select("main script")).isEmpty();
            assertThat(page.select("form[target=_blank] input[name=suite]").val())
                    .isEqualTo("/espace/compte/confirmation");

            // The link is opened in another window of the same browser; the form that waits still holds its token.
            assertThat(confirm(member, FreshSignInController.DONE).headers().firstValue("Location"))
                    .hasValue(FreshSignInController.DONE);
            assertThat(member.get(FreshSignInController.DONE).body()).contains("C’est confirmé");
            var done = member.post(
                    "/essai/cloture",
                    Map.of(
                            "_csrf", waiting.select("input[name=_csrf]").val(),
                            "reason", waiting.select("input[name=reason]").val(),
                            "how", waiting.select("input[name=how]").val()));
            assertThat(done.body()).isEqualTo("closed: " + typed + " / courrier");
        }
    }

    @Test
    void closing_the_account_is_a_sensitive_act() {
        var member = new Visitor(port).signedIn(account);
        clock.advance(Duration.ofMinutes(11));
        var asked = member.submit("/espace/depart", "/espace/depart", Map.of("quand", "maintenant"));
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("name=\"quand\" value=\"maintenant\"");
        assertThat(member.get("/espace").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_presses_without_proof_is_asked_again_and_nothing_happens() {
        try (var routes = new Routes(mapping).open(RequestMethod.POST, "/essai/cloture", new Acts(), "close")) {
            assertThat(routes).isNotNull();
            var member = new Visitor(port).signedIn(account);
            clock.advance(Duration.ofMinutes(11));
            for (int i = 0; i < 2; i++)
                assertThat(member.submit("/espace/compte", "/essai/cloture", Map.of("reason", "non"))
                                .body())
                        .contains("name=\"reason\" value=\"non\"");
        }
    }

    @Test
    void files_cannot_wait_and_the_page_says_so() {
        try (var routes = new Routes(mapping).open(RequestMethod.POST, "/essai/depot", new Acts(), "upload")) {
            assertThat(routes).isNotNull();
            var member = new Visitor(port).signedIn(account);
            String token = Jsoup.parse(member.get("/espace/compte").body())
                    .select("input[name=_csrf]")
                    .val();
            clock.advance(Duration.ofMinutes(11));
            String body = part("_csrf", token) + part("title", "Mon titre")
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n";
            var asked = member.send(member.request("/essai/depot")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(body)));
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.body()).contains("choisir de nouveau").contains("value=\"Mon titre\"");
        }
    }

    @Test
    void a_link_opened_elsewhere_refreshes_nothing_here() {
        var member = new Visitor(port).signedIn(account);
        clock.advance(Duration.ofMinutes(11));
        member.submit("/espace/compte", "/espace/compte/confirmation/lien", Map.of("suite", "/espace"));
        String link = mailbox.link(account + "@example.org");
        assertThat(new Visitor(port).submit(link, link, Map.of()).statusCode()).isEqualTo(302);
        assertThat(member.get("/espace/compte/donnees").statusCode()).isEqualTo(401);
    }

    @Test
    void a_link_of_somebody_else_opens_their_session_with_a_new_form_token() {
        var member = new Visitor(port).signedIn(account);
        member.get("/espace/compte");
        String token = member.cookie("maillage_csrf").orElseThrow();
        UUID other = UUID.randomUUID();
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Autre Essai', ?, 'PARTNER')")
                .params(other, "autre-" + other, "autre-" + other + "@example.org")
                .update();
        var elsewhere = new Visitor(port);
        elsewhere.submit("/connexion", "/connexion", Map.of("email", "autre-" + other + "@example.org"));
        String link = mailbox.link("autre-" + other + "@example.org");
        member.submit(link, link, Map.of());
        assertThat(member.get("/espace/compte").body()).contains("Autre Essai");
        assertThat(member.cookie("maillage_csrf")).isPresent().get().isNotEqualTo(token);
    }

    @Test
    void proving_again_gives_the_session_a_new_name() {
        var member = new Visitor(port).signedIn(account);
        String before = member.cookie("maillage_session").orElseThrow();
        confirm(member, "/espace");
        assertThat(member.cookie("maillage_session")).isPresent().get().isNotEqualTo(before);
        var thief = new Visitor(port);
        thief.cookie("maillage_session", before);
        assertThat(thief.get("/espace").statusCode()).isEqualTo(302);
        assertThat(db.sql("select count(*) from spring_session where principal_name = ?")
                        .param(person.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_session_of_an_older_version_is_not_fresh_and_can_become_so() {
        var member = new Visitor(port).signedIn(account);
        db.sql(
                        "delete from open_session o using spring_session s where s.session_id = o.session and s.principal_name = ?")
                .param(person.toString())
                .update();
        assertThat(member.get("/espace/compte").body()).contains("Un navigateur sur un autre appareil");
        assertThat(member.get("/espace/compte/donnees").statusCode()).isEqualTo(401);
        confirm(member, "/espace/compte/donnees");
        assertThat(member.get("/espace/compte/donnees").statusCode()).isEqualTo(200);
    }

    /** Asks for a link as the page does, and opens it in the same browser. */
    private HttpResponse<String> confirm(Visitor member, String way) {
        var sent = member.submit("/espace/compte", "/espace/compte/confirmation/lien", Map.of("suite", way));
        assertThat(sent.headers().firstValue("Location")).hasValue("/espace/compte/confirmation/envoi");
        assertThat(member.get("/espace/compte/confirmation/envoi").statusCode()).isEqualTo(200);
        String link = mailbox.link(account + "@example.org");
        return member.submit(link, link, Map.of());
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
