package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.web.RateLimits;
import org.maillage.web.RouteAccess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Sign-in at a real OpenID provider, over real HTTP on both sides. */
@MaillageTest
class OrganisationTest {
    private static final OpenIdProvider provider = new OpenIdProvider();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    TestClock clock;

    @Autowired
    RateLimits limits;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private final UUID person = UUID.randomUUID();
    private final String email = "organisation-" + person + "@example.org";

    @DynamicPropertySource
    static void organisation(DynamicPropertyRegistry properties) {
        properties.add("maillage.oidc.issuer", provider::issuer);
        properties.add("maillage.oidc.client-id", () -> "maillage");
        properties.add("maillage.oidc.client-secret", () -> "le secret: de l'essai");
        properties.add("maillage.oidc.name", () -> "la Fédération");
    }

    @BeforeEach
    void someoneInOffice() {
        limits.reset();
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Charlie Essai', ?, 'PARTNER')")
                .params(person, "organisation-" + person, email)
                .update();
        OpenIdProvider.CLAIMS.put(
                "charlie", Map.of("email", email.toUpperCase(java.util.Locale.ROOT), "email_verified", true));
    }

    @AfterEach
    void time() {
        clock.reset();
    }

    @Test
    void a_member_enters_with_the_account_of_their_organisation_and_arrives_where_they_wanted() {
        var visitor = new Visitor(port);
        var link = Jsoup.parse(visitor.get("/connexion?suite=/espace/compte").body())
                .select("a[href^=/connexion/organisation]");
        assertThat(link.text()).contains("la Fédération");

        var in = visitor.get(returning(visitor, link.attr("href"), "charlie"));

        assertThat(in.headers().firstValue("Location")).hasValue("/espace/compte");
        assertThat(visitor.get("/espace/compte").body()).contains("Charlie Essai");
        assertThat(visitor.get("/espace/compte/donnees").statusCode())
                .as("nobody knows when they last proved it")
                .isEqualTo(401);
    }

    @Test
    void the_session_holds_the_person_and_nothing_of_the_provider() {
        var visitor = new Visitor(port);
        visitor.get(returning(visitor, OrganisationController.DOOR, "charlie"));
        assertThat(db.sql("""
                        select a.attribute_name from spring_session_attributes a
                          join spring_session s on s.primary_id = a.session_primary_id
                         where s.principal_name = ?""").param(person.toString()).query(String.class).list())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "unverified", "untold", "nonsense", "text"})
    void only_a_verified_address_of_a_member_opens_and_no_account_is_made(String who) {
        OpenIdProvider.CLAIMS.put(
                "stranger", Map.of("email", "personne-" + person + "@example.org", "email_verified", true));
        OpenIdProvider.CLAIMS.put("unverified", Map.of("email", email, "email_verified", false));
        OpenIdProvider.CLAIMS.put("untold", Map.of("email", email));
        OpenIdProvider.CLAIMS.put("nonsense", Map.of("email", "x\r\nBcc: " + email, "email_verified", true));
        OpenIdProvider.CLAIMS.put("text", Map.of("email", email, "email_verified", "true"));
        long people = people();
        var visitor = new Visitor(port);
        var answer = visitor.get(returning(visitor, OrganisationController.DOOR, who));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Recevoir un lien");
        assertNobody(visitor);
        assertThat(people()).isEqualTo(people);
    }

    @Test
    void a_member_who_left_is_a_stranger() {
        db.sql("update person set left_on = current_date - 1 where id = ?")
                .param(person)
                .update();
        var visitor = new Visitor(port);
        assertThat(visitor.get(returning(visitor, OrganisationController.DOOR, "charlie"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void an_answer_serves_once_and_in_the_browser_that_asked() {
        var visitor = new Visitor(port);
        String answer = returning(visitor, OrganisationController.DOOR, "charlie");
        var thief = new Visitor(port);
        assertRefused(thief.get(answer));
        assertNobody(thief);
        String cookie = visitor.cookie("maillage_organisation").orElseThrow();
        assertThat(visitor.get(answer).statusCode()).isEqualTo(302);

        assertRefused(new Visitor(port).get(answer));
        var again = new Visitor(port);
        assertRefused(again.send(again.request(answer).header("Cookie", "maillage_organisation=" + cookie)));
    }

    @Test
    void a_code_that_somebody_else_was_given_is_worth_nothing_here() {
        var attacker = new Visitor(port);
        String theirs = query(returning(attacker, OrganisationController.DOOR, "charlie"), "code");
        var victim = new Visitor(port);
        String mine = returning(victim, OrganisationController.DOOR, "charlie");
        assertRefused(victim.get(mine.replace(query(mine, "code"), theirs)));
        assertNobody(victim);
    }

    @Test
    void an_answer_that_comes_too_late_or_was_altered_is_refused() {
        var late = new Visitor(port);
        String answer = returning(late, OrganisationController.DOOR, "charlie");
        clock.advance(Duration.ofMinutes(11));
        assertRefused(late.get(answer));
        clock.reset();
        for (String altered : List.of("", "?code=x", "?code=x&state=y", "?error=access_denied&state=y", "?state=%00")) {
            var visitor = new Visitor(port);
            visitor.get(OrganisationController.DOOR);
            assertThat(visitor.get(OrganisationSignIn.RETURN + altered).statusCode())
                    .as(altered)
                    .isEqualTo(400);
        }
    }

    @Test
    void whoever_gives_up_at_the_provider_is_told_so() {
        var visitor = new Visitor(port);
        String there = visitor.get(OrganisationController.DOOR)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertRefused(visitor.get(OrganisationSignIn.RETURN + "?error=access_denied&state=" + query(there, "state")));
    }

    @Test
    void what_is_asked_has_pkce_a_nonce_and_no_more_than_the_address() {
        var answer = new Visitor(port).get(OrganisationController.DOOR + "?suite=//evil.example");
        String there = answer.headers().firstValue("Location").orElseThrow();
        assertThat(there).startsWith(provider.issuer() + "/oauth2/authorize?").doesNotContain("evil");
        assertThat(query(there, "code_challenge_method")).isEqualTo("S256");
        assertThat(query(there, "nonce")).hasSize(43);
        assertThat(query(there, "scope")).isIn("openid+email", "openid%20email");
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        c -> assertThat(c).contains("HttpOnly", "SameSite=Lax", "Path=/connexion/organisation"));
    }

    @Test
    void its_routes_say_who_may_reach_them() {
        var ours = mapping.getHandlerMethods().entrySet().stream()
                .filter(e ->
                        e.getKey().getPatternValues().stream().anyMatch(p -> p.startsWith("/connexion/organisation")))
                .toList();
        assertThat(ours)
                .hasSize(2)
                .allSatisfy(e -> assertThat(RouteAccess.declared(e.getValue()))
                        .hasValueSatisfying(d -> assertThat(d.all()).isTrue()));
    }

    /** Signs in at the provider as its page lets anybody do, and gives the address on which the browser comes back. */
    private String returning(Visitor visitor, String door, String name) {
        var browser = new Visitor(provider.port());
        String asked = visitor.get(door).headers().firstValue("Location").orElseThrow();
        assertThat(browser.get(path(asked)).headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/login"));
        var in = browser.submit("/login", "/login", Map.of("username", name, "password", "secret"));
        var back = browser.get(path(in.headers().firstValue("Location").orElseThrow()));
        String location = back.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("http://localhost:8080" + OrganisationSignIn.RETURN);
        return path(location);
    }

    private static String path(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String query(String address, String name) {
        for (String pair : URI.create(address).getRawQuery().split("&"))
            if (pair.startsWith(name + "=")) return pair.substring(name.length() + 1);
        throw new AssertionError(name + " is not in " + address);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("n’a pas abouti").contains("Recevoir un lien");
    }

    private static void assertNobody(Visitor visitor) {
        assertThat(visitor.get("/espace").statusCode()).isEqualTo(302);
    }

    private long people() {
        return db.sql("select count(*) from person").query(Long.class).single();
    }
}
