package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.tenders.Tender;
import org.maillage.tenders.TenderStories;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever form is sent after a session has ended comes back with all that it held, and only to whom sent it. */
@MaillageTest
class KeptFormTest {
    private static final String TYPED = "Une raison longue,\r\nsur deux lignes & <b>avec</b> « guillemets »";

    @Autowired
    TenderStories given;

    @Autowired
    JdbcClient db;

    @Autowired
    RateLimits limits;

    @LocalServerPort
    int port;

    private Tender call;
    private String address;
    private Visitor officer;
    private String token;

    @BeforeEach
    void an_officer_has_a_form_open() {
        limits.reset();
        call = given.published("marne", "Appel à interrompre");
        address = "/espace/appels-d-offres/" + call.reference() + "/annulation";
        officer = new Visitor(port).signedIn("marne-1");
        token = token(Jsoup.parse(
                officer.get("/espace/appels-d-offres/" + call.reference()).body()));
    }

    @Test
    void a_form_sent_after_the_session_is_held_by_the_page_and_sent_again_after_signing_in() {
        db.sql("delete from spring_session").update();
        var held = send(token, origin());
        assertThat(held.statusCode()).isEqualTo(401);
        assertThat(held.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
        Document page = Jsoup.parse(held.body());
        assertThat(page.selectFirst("form[action=" + address + "]")).isNotNull();
        assertThat(page.select("main input[name=reason]").val()).isEqualTo(TYPED);
        assertThat(page.select("main input[name=version]").val()).isEqualTo(Integer.toString(call.version()));
        assertThat(page.select("main b")).as("markup stays text").isEmpty();

        assertThat(send(token(page), origin()).statusCode()).as("still outside").isEqualTo(401);
        officer.signedIn("marne-1");
        var ready = send(token(page), origin());
        assertThat(ready.statusCode())
                .as("the token is that of an earlier session")
                .isEqualTo(403);
        Document again = Jsoup.parse(ready.body());
        assertThat(again.select("main input[name=reason]").val()).isEqualTo(TYPED);
        assertThat(state()).as("nothing happens by itself").isEqualTo("PUBLISHED");

        assertThat(send(token(again), origin()).statusCode()).isEqualTo(302);
        assertThat(state()).isEqualTo("CANCELLED");
    }

    @Test
    void what_another_site_posts_is_never_shown_under_our_token() {
        for (String stranger :
                new String[] {"https://ailleurs.example.org", "null", "http://localhost.example.org:" + port, "::"}) {
            var answer = send("made-up", stranger);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).as(stranger).doesNotContain("Une raison longue");
        }
        assertThat(send("made-up", null).body()).doesNotContain("Une raison longue");
        assertThat(state()).isEqualTo("PUBLISHED");
    }

    @Test
    void a_script_that_saves_in_the_background_gets_no_page() {
        db.sql("delete from spring_session").update();
        var answer = officer.send(officer.request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin())
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("_csrf=" + token + "&version=1&reason=x")));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void a_visitor_whose_form_is_older_than_their_cookies_loses_nothing_either() {
        var visitor = new Visitor(port);
        var answer = visitor.send(visitor.request("/alertes?departements=51")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin())
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("email=quelqu.un%40example.org&departements=08")));
        assertThat(answer.statusCode()).isEqualTo(403);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("main input[name=email]").val()).isEqualTo("quelqu.un@example.org");
        assertThat(page.select("main form").attr("action")).isEqualTo("/alertes?departements=51");
        assertThat(page.select("main input[name=departements]"))
                .as("stands in the address already")
                .isEmpty();
    }

    @Test
    void files_are_asked_for_again_and_the_rest_of_their_form_is_kept() {
        db.sql("delete from spring_session").update();
        String boundary = "xyz";
        String body = part(boundary, "_csrf", token) + part(boundary, "summary", "Le cahier des charges est joint.")
                + "--xyz\r\nContent-Disposition: form-data; name=\"documents\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--xyz--\r\n";
        var answer = officer.send(officer.request("/espace/appels-d-offres/" + call.reference() + "/documents")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Origin", origin())
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(401);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("main input[name=summary]").val()).isEqualTo("Le cahier des charges est joint.");
        assertThat(page.select("main form").attr("enctype")).isEqualTo("multipart/form-data");
        assertThat(page.selectFirst(".warning")).isNotNull();
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpResponse<String> send(String token, @org.jspecify.annotations.Nullable String origin) {
        String body = "_csrf=" + token + "&version=" + call.version() + "&reason="
                + java.net.URLEncoder.encode(TYPED, java.nio.charset.StandardCharsets.UTF_8);
        var request = officer.request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*;q=0.8");
        if (origin != null) request.header("Origin", origin);
        return officer.send(request.POST(BodyPublishers.ofString(body)));
    }

    private String origin() {
        return "http://localhost:" + port;
    }

    private String state() {
        return db.sql("select state from tender where id = :id")
                .param("id", call.id())
                .query(String.class)
                .single();
    }

    private static String token(Document page) {
        return page.select("main form[action] input[name=_csrf]").val();
    }
}
