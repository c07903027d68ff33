package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maillage.identity.Device.Browser;
import org.maillage.identity.Device.Platform;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One's own sessions: recognised, and ended from elsewhere. */
@MaillageTest
class OpenSessionsTest {
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private final UUID person = UUID.randomUUID();
    private final String account = "ouverte-" + person;

    @BeforeEach
    void someoneInOffice() {
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Alix Essai', ?, 'FUNDER')")
                .params(person, account, account + "@example.org")
                .update();
    }

    @Test
    void a_member_sees_their_sessions_in_plain_words_and_ends_one_or_all_others() {
        var office = signedIn(FIREFOX);
        var phone = signedIn(SAFARI);
        var lost = signedIn("");

        Document page = Jsoup.parse(office.get("/espace/compte").body());
        assertThat(page.select("#sessions ~ ul.rows strong").eachText())
                .containsExactlyInAnyOrder(
                        "Firefox sur Windows", "Safari sur iPhone", "Un navigateur sur un autre appareil");
        var current = page.select("ul.rows li:has(.tag)");
        assertThat(current.text()).contains("Firefox sur Windows", "Cette session");

        String end = page.select("li:contains(Safari sur iPhone) form").attr("action");
        assertThat(office.submit("/espace/compte", end, Map.of()).statusCode()).isEqualTo(302);
        assertThat(office.get("/espace/compte").body()).contains("La session est fermée");
        assertThat(phone.get("/espace/compte").statusCode()).isEqualTo(302);
        assertThat(lost.get("/espace/compte").statusCode()).isEqualTo(200);

        office.submit("/espace/compte", "/espace/compte/sessions/fin", Map.of());
        assertThat(lost.get("/espace/compte").statusCode()).isEqualTo(302);
        assertThat(office.get("/espace/compte").statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_names_no_session_by_what_opens_it() {
        var office = signedIn(FIREFOX);
        signedIn(SAFARI);
        String page = office.get("/espace/compte").body();
        for (String secret : db.sql("select session_id from spring_session where principal_name = ?")
                .param(person.toString())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list()) assertThat(page).doesNotContain(secret.trim());
    }

    @Test
    void a_session_of_somebody_else_is_left_alone() {
        var mine = signedIn(FIREFOX);
        var stranger = new Visitor(port).signedIn("financeur-1");
        String id = db.sql("select primary_id from spring_session where principal_name = ?")
                .param(person.toString())
                .query((row, n) -> String.valueOf(row.getString(1)).trim())
                .single();
        stranger.submit("/espace/compte", "/espace/compte/sessions/" + id + "/fin", Map.of());
        stranger.submit("/espace/compte", "/espace/compte/sessions/fin", Map.of());
        assertThat(mine.get("/espace/compte").statusCode()).isEqualTo(200);
    }

    @Test
    void of_a_browser_two_words_are_kept() {
        signedIn(FIREFOX);
        assertThat(db.sql("""
                        select o::text from open_session o join spring_session s on s.session_id = o.session
                         where s.principal_name = ?""")
                        .param(person.toString())
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .single())
                .contains("FIREFOX", "WINDOWS")
                .doesNotContain("145", "Mozilla", "10.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0 | EDGE | WINDOWS
                    Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 | CHROME | LINUX
                    Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 | CHROME | CHROME_OS
                    Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36 | CHROME | ANDROID
                    Mozilla/5.0 (Linux; Android 16) SamsungBrowser/28.0 Chrome/130.0 Safari/537.36 | SAMSUNG | ANDROID
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19.0 Safari/605.1.15 | SAFARI | MAC
                    Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) FxiOS/145.0 Safari/605.1.15 | FIREFOX | IPAD
                    Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 OPR/115.0 | OPERA | WINDOWS
                    curl/8.15.0 | OTHER | OTHER
                    <script>alert(1)</script> | OTHER | OTHER""")
    void a_browser_is_told_by_its_family(String userAgent, Browser browser, Platform platform) {
        assertThat(Device.of(userAgent)).isEqualTo(new Device(browser, platform));
    }

    private Visitor signedIn(String userAgent) {
        var visitor = new Visitor(port);
        String token = Jsoup.parse(visitor.get("/connexion").body())
                .select("input[name=_csrf]")
                .val();
        var request = visitor.request("/connexion/demonstration")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "compte=" + account + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
        if (!userAgent.isEmpty()) request.header("User-Agent", userAgent);
        assertThat(visitor.send(request).statusCode()).isEqualTo(302);
        return visitor;
    }
}
