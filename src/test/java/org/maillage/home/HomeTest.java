package org.maillage.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.network.Network;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Statements;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

@MaillageTest
class HomeTest {
    @Autowired
    MockMvc http;

    @Autowired
    Network network;

    @Autowired
    JdbcClient db;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    /** With a real session: what signs a member in counts too. */
    @ParameterizedTest
    @ValueSource(strings = {"marne-1", "ardennes-1", "animateur", "partenaire-1", "financeur-1"})
    void the_home_takes_ten_statements_at_most_whatever_the_volume(String account) throws Exception {
        var cookie = new jakarta.servlet.http.Cookie("maillage_session", session(account));
        assertThat(statements(cookie)).hasSizeLessThanOrEqualTo(10);
        try {
            db.sql("""
                    insert into search_entry (kind, id, path, title, summary, text, departments, domains, audience, at)
                    select 'NEWS', 'accueil-' || n, '/essai/' || n, 'Nouvelle ' || n, '', '', '{}', '{}', '{all}', :now
                      from generate_series(1, 300) n""").param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
            assertThat(statements(cookie)).as("with 300 things new").hasSizeLessThanOrEqualTo(10);
        } finally {
            db.sql("delete from search_entry where id like 'accueil-%'").update();
        }
    }

    private String session(String account) {
        var visitor = new Visitor(port).signedIn(account);
        return visitor.cookie("maillage_session").orElseThrow();
    }

    private List<String> statements(jakarta.servlet.http.Cookie cookie) {
        return Statements.during(() -> {
            try {
                var answer =
                        http.perform(get("/espace").cookie(cookie)).andReturn().getResponse();
                assertThat(answer.getStatus()).isEqualTo(200);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void the_date_of_the_visit_stays_with_the_visitor() throws Exception {
        var member = network.personByAccount("marne-1").orElseThrow().member();
        var answer = http.perform(
                        get("/espace").with(authentication(new TestingAuthenticationToken(member, "", List.of()))))
                .andReturn()
                .getResponse();
        var cookie = java.util.Objects.requireNonNull(answer.getCookie(LastVisit.COOKIE));
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/espace");
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(cookie.getValue()).matches("\\d+\\.\\d+");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"marne-1", "animateur", "partenaire-1", "financeur-1"})
    void every_road_from_a_role_s_home_is_open_to_that_role(String account) {
        var visitor = new Visitor(port).signedIn(account);
        var member = network.personByAccount(account).orElseThrow().member();
        for (Possible possible : Possible.to(member))
            assertThat(visitor.get(possible.path()).statusCode())
                    .as(possible.path())
                    .isEqualTo(200);
    }
}
