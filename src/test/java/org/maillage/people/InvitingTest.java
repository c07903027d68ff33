package org.maillage.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.mail.Catcher;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.web.RateLimits;
import org.maillage.web.TooManyRequests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coming in: by an invitation, by whoever may give the place, once. */
@MaillageTest
class InvitingTest {
    private static final Pattern LINK = Pattern.compile("/invitation/([A-Za-z0-9_-]{43})");
    private static final DlaId AUBE = new DlaId("aube");

    @LocalServerPort
    int port;

    @Autowired
    Inviting inviting;

    @Autowired
    PeopleStories given;

    @Autowired
    Network network;

    @Autowired
    Catcher catcher;

    @Autowired
    RateLimits limits;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    private Member facilitator;
    private Member aube;

    @BeforeEach
    void whoInvites() {
        given.clean();
        limits.reset();
        facilitator = given.account("animateur").member();
        aube = given.account("aube-1").member();
    }

    @AfterEach
    void nowIsNow() {
        given.clean();
        limits.reset();
        clock.reset();
    }

    private static String address() {
        return "venue-" + UUID.randomUUID() + "@example.org";
    }

    private String token(String email) {
        var link = LINK.matcher(catcher.await(email).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void whoever_accepts_is_in_under_a_name_that_the_system_makes() {
        String email = address();
        inviting.invite(aube, email, "Lucie Essai", Role.OFFICER, AUBE, Locale.FRENCH);
        String token = token(email);
        assertThat(inviting.opened(token))
                .hasValueSatisfying(i -> assertThat(i.name()).isEqualTo("Lucie Essai"));

        Person person = inviting.accept(token, " Lucie\u202e\n Essai ", "chargée de mission");

        assertThat(person.account()).isEqualTo("aube-2");
        assertThat(person.name()).isEqualTo("Lucie Essai");
        assertThat(person.joinedOn()).isNotNull();
        assertThat(person.member().belongsTo(AUBE)).isTrue();
        assertThat(inviting.opened(token)).isEmpty();
        assertThat(inviting.pending(facilitator)).isEmpty();
        assertThatThrownBy(() -> inviting.accept(token, "Lucie", "")).isInstanceOf(NotFound.class);
        assertThat(given.somebody(Role.OFFICER, "aube").account()).isEqualTo("aube-3");
        assertThat(given.somebody(Role.FACILITATOR, null).account()).isEqualTo("animateur-2");
        assertThat(given.somebody(Role.FUNDER, null).account()).isEqualTo("financeur-2");
    }

    @Test
    void the_facilitator_invites_to_any_place_and_an_officer_to_their_own_dla() {
        for (Role role : Role.values())
            inviting.invite(facilitator, address(), "", role, role == Role.OFFICER ? AUBE : null, Locale.FRENCH);
        assertThat(inviting.pending(facilitator)).hasSize(4);
        assertThat(inviting.pending(aube)).hasSize(1);

        for (Role role : List.of(Role.FACILITATOR, Role.PARTNER, Role.FUNDER))
            refused("role", () -> inviting.invite(aube, address(), "", role, null, Locale.FRENCH));
        refused("role", () -> inviting.invite(aube, address(), "", Role.OFFICER, new DlaId("marne"), Locale.FRENCH));
        refused("dla", () -> inviting.invite(facilitator, address(), "", Role.OFFICER, null, Locale.FRENCH));
        refused(
                "dla",
                () -> inviting.invite(facilitator, address(), "", Role.OFFICER, new DlaId("paris"), Locale.FRENCH));
        refused("role", () -> inviting.invite(facilitator, address(), "", null, AUBE, Locale.FRENCH));
        for (String wrong :
                List.of("", "personne", "a@b", "a@example.org\r\nBcc: b@example.org", "x".repeat(400) + "@example.org"))
            refused("email", () -> inviting.invite(facilitator, wrong, "", Role.PARTNER, null, Locale.FRENCH));
        refused(
                "name",
                () -> inviting.invite(facilitator, address(), "n".repeat(121), Role.PARTNER, null, Locale.FRENCH));

        Invitation partner = inviting.pending(facilitator).stream()
                .filter(i -> i.role() == Role.PARTNER)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> inviting.withdraw(partner.id(), aube)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> inviting.resend(partner.id(), aube)).isInstanceOf(NotFound.class);
    }

    @Test
    void standing_in_gives_no_place_away() {
        var marne = given.account("marne-1").member();
        var acting = new Member(
                marne.id(),
                marne.displayName(),
                Role.OFFICER,
                marne.dla(),
                List.of(new org.maillage.kernel.StandIn(
                        AUBE, "DLA de l’Aube", marne.id(), "", "", java.time.LocalDate.of(2099, 1, 1))));
        assertThat(acting.runs(AUBE)).isTrue();
        refused("role", () -> inviting.invite(acting, address(), "", Role.OFFICER, AUBE, Locale.FRENCH));
    }

    @Test
    void an_address_that_is_a_members_gets_the_same_answer_and_no_way_in() {
        var office = new Visitor(port).signedIn("aube-1");
        String known = given.account("haute-marne-1").email().text();
        String unknown = address();
        var one = office.submit("/espace/equipe", "/espace/equipe/invitations", Map.of("email", known));
        String after = office.get("/espace/equipe").body();
        inviting.pending(aube).forEach(i -> inviting.withdraw(i.id(), aube));
        var two = office.submit("/espace/equipe", "/espace/equipe/invitations", Map.of("email", unknown));
        assertThat(one.statusCode()).isEqualTo(two.statusCode()).isEqualTo(302);
        assertThat(one.headers().firstValue("Location")).isEqualTo(two.headers().firstValue("Location"));
        assertThat(plain(after, known))
                .isEqualTo(plain(office.get("/espace/equipe").body(), unknown));

        var letter = catcher.await(known);
        assertThat(letter.text()).contains("/connexion").doesNotContain("/invitation/");
        assertThat(token(unknown)).isNotBlank();
    }

    /** The page without what differs from one request to the next. */
    private static String plain(String page, String address) {
        return page.replace(address, "ADDRESS")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "TOKEN")
                .replaceAll("jusqu’au [^<]*<", "UNTIL<");
    }

    @Test
    void a_link_is_good_for_seven_days_and_the_latest_counts() {
        String email = address();
        inviting.invite(facilitator, email, "", Role.PARTNER, null, Locale.FRENCH);
        String first = token(email);
        clock.advance(Duration.ofDays(6));
        assertThat(inviting.opened(first)).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(inviting.opened(first)).isEmpty();
        assertThatThrownBy(() -> inviting.accept(first, "Trop Tard", "")).isInstanceOf(NotFound.class);

        Invitation old = inviting.pending(facilitator).getFirst();
        inviting.resend(old.id(), facilitator);
        var letters = catcher.await(m -> m.recipient().equals(email), 2);
        var link = LINK.matcher(letters.getFirst().text());
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isNotEqualTo(first);
        assertThat(inviting.opened(link.group(1))).isPresent();
        inviting.withdraw(old.id(), facilitator);
        assertThat(inviting.opened(link.group(1))).isEmpty();
        for (String nonsense : List.of("x", "../etc", "a".repeat(5000), "\u0000"))
            assertThat(inviting.opened(nonsense)).isEmpty();
    }

    @Test
    void sending_again_and_again_is_limited() {
        String email = address();
        inviting.invite(facilitator, email, "", Role.PARTNER, null, Locale.FRENCH);
        UUID id = inviting.pending(facilitator).getFirst().id();
        for (int i = 0; i < 3; i++) inviting.resend(id, facilitator);
        assertThatThrownBy(() -> inviting.resend(id, facilitator)).isInstanceOf(TooManyRequests.class);
        assertThatThrownBy(() -> inviting.invite(aube, email, "", Role.OFFICER, AUBE, Locale.FRENCH))
                .isInstanceOf(TooManyRequests.class);
        String known = given.account("haute-marne-1").email().text();
        for (int i = 0; i < 4; i++) inviting.invite(facilitator, known, "", Role.PARTNER, null, Locale.FRENCH);
        assertThatThrownBy(() -> inviting.invite(facilitator, known, "", Role.PARTNER, null, Locale.FRENCH))
                .as("the same limit for a member's address")
                .isInstanceOf(TooManyRequests.class);
    }

    @Test
    void two_clicks_on_one_link_let_one_person_in_and_two_people_never_share_a_name() throws Exception {
        String email = address();
        inviting.invite(facilitator, email, "", Role.PARTNER, null, Locale.FRENCH);
        String token = token(email);
        assertThat(together(() -> accepts(token, "Une Seule"), () -> accepts(token, "Une Seule")))
                .isEqualTo(1);

        for (int round = 0; round < 5; round++) {
            String a = address();
            String b = address();
            inviting.invite(facilitator, a, "", Role.OFFICER, AUBE, Locale.FRENCH);
            inviting.invite(facilitator, b, "", Role.OFFICER, AUBE, Locale.FRENCH);
            String one = token(a);
            String two = token(b);
            assertThat(together(() -> accepts(one, "Une"), () -> accepts(two, "Deux")))
                    .isEqualTo(2);
        }
    }

    private boolean accepts(String token, String name) {
        try {
            inviting.accept(token, name, "");
            return true;
        } catch (NotFound | Refused e) {
            return false;
        }
    }

    private static int together(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        int done = 0;
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var each : pool.invokeAll(List.of(one, other))) if (each.get()) done++;
        }
        return done;
    }

    @Test
    void opening_a_link_changes_nothing_and_its_button_signs_in() {
        String email = address();
        inviting.invite(facilitator, email, "Noé <b>Essai</b>", Role.OFFICER, AUBE, Locale.FRENCH);
        String way = "/invitation/" + token(email);
        var newcomer = new Visitor(port);
        assertThat(newcomer.get(way).body()).contains("Noé &lt;b>Essai&lt;/b>", "DLA de l’Aube", email);
        assertThat(newcomer.get(way).statusCode()).isEqualTo(200);
        assertThat(newcomer.get("/espace").statusCode()).isEqualTo(302);

        var nameless = newcomer.submit(way, way, Map.of("name", " ", "title", "chargé de mission"));
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body()).contains("Dites-nous comment vous vous appelez", "chargé de mission");
        var in = newcomer.submit(way, way, Map.of("name", "Noé Essai", "title", ""));
        assertThat(in.headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/espace/premier-mois"));
        assertThat(newcomer.get("/espace/premier-mois").body()).contains("Bienvenue, Noé Essai", "aube-2");
        assertThat(newcomer.get(way).statusCode()).isEqualTo(410);
        assertThat(new Visitor(port).get("/invitation/n-importe-quoi").statusCode())
                .isEqualTo(410);
    }

    @Test
    void the_database_refuses_places_that_are_nobodys_to_give() {
        for (String values : List.of(
                "'PARTNER', null, '" + aube.id() + "'",
                "'OFFICER', 'marne', '" + aube.id() + "'",
                "'OFFICER', null, '" + facilitator.id() + "'",
                "'PARTNER', 'aube', '" + facilitator.id() + "'",
                "'PARTNER', null, '" + given.account("partenaire-1").id() + "'"))
            assertThatThrownBy(() -> db.sql(
                                    "insert into invitation (id, email, role, dla, invited_by, language, sent_at, expires_at)"
                                            + " values (gen_random_uuid(), 'x@example.org', " + values
                                            + ", 'fr', now(), now() + interval '7 days')")
                            .update())
                    .as(values)
                    .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql(
                                "insert into invitation (id, email, role, invited_by, language, sent_at, expires_at)"
                                        + " values (gen_random_uuid(), 'x@example.org', 'PARTNER', '" + facilitator.id()
                                        + "', 'fr', now(), now() + interval '8 days')")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> given.somebody(Role.PARTNER, "aube"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private static void refused(String field, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.violations().getFirst().field()).isEqualTo(field));
    }
}
