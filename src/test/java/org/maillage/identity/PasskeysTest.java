package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.network.PersonLeft;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.maillage.web.RateLimits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys over real HTTP, with a device in software that can do wrong. */
@MaillageTest
class PasskeysTest {
    private static final String REFUSED = "n’a pas été reconnue";
    private static final String NEW = "/espace/compte/cles/nouvelle";

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

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    private final JsonMapper json = new JsonMapper();
    private final UUID person = UUID.randomUUID();
    private final String account = "cle-" + person;
    private SoftAuthenticator device = new SoftAuthenticator("http://localhost");

    @BeforeEach
    void someoneInOffice() {
        limits.reset();
        device = new SoftAuthenticator("http://localhost:" + port);
        someone(person, account);
    }

    @AfterEach
    void time() {
        clock.reset();
        limits.reset();
    }

    @Test
    void a_member_makes_a_passkey_and_enters_with_it_without_a_name() {
        var member = new Visitor(port).signedIn(account);
        var made = register(member, "Portable du bureau");
        assertThat(made.headers().firstValue("Location")).hasValue("/espace/compte");
        assertThat(member.get("/espace/compte").body())
                .contains("Votre clé d’accès est enregistrée", "Portable du bureau");
        assertThat(mailbox.next(account + "@example.org").text()).contains("Portable du bureau", "/espace/compte");

        var visitor = new Visitor(port);
        device.count++;
        var in = enter(visitor, device.get(challenge(visitor)), "/appels-d-offres?departement=51");

        assertThat(in.headers().firstValue("Location")).hasValue("/appels-d-offres?departement=51");
        assertThat(visitor.get("/espace").body()).contains("Bonjour Camille Essai");
    }

    @Test
    void what_the_door_asks_is_the_same_for_everybody_and_names_no_key() {
        register(new Visitor(port).signedIn(account), "Téléphone");
        JsonNode asked = challenge(new Visitor(port));
        assertThat(asked.at("/allowCredentials").isEmpty()).isTrue();
        assertThat(asked.at("/userVerification").asString()).isEqualTo("required");
        assertThat(asked.at("/rpId").asString()).isEqualTo("localhost");
    }

    @Test
    void a_key_must_be_found_without_a_name_and_tell_nothing_of_its_device() {
        var member = new Visitor(port).signedIn(account);
        register(member, "Téléphone");
        JsonNode asked = creation(member);
        assertThat(asked.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(asked.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("required");
        assertThat(asked.at("/attestation").asString()).isEqualTo("none");
        assertThat(asked.at("/excludeCredentials").size()).isEqualTo(1);
    }

    static Stream<Consumer<SoftAuthenticator>> wrongs() {
        return Stream.of(
                d -> d.origin = "https://phishing.example",
                d -> d.origin = "https://localhost",
                d -> d.origin = "http://localhost.example.org",
                d -> d.relyingParty = "example.org",
                d -> d.verified = false,
                d -> d.type = "payment.get");
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void a_key_of_another_site_or_unverified_is_neither_made_nor_let_in(Consumer<SoftAuthenticator> wrong) {
        var member = new Visitor(port).signedIn(account);
        var good = device;
        wrong.accept(device);
        assertThat(register(member, "Faux").statusCode()).isEqualTo(422);
        assertThat(keys()).isZero();

        device = new SoftAuthenticator("http://localhost:" + port);
        assertThat(register(member, "Vrai").statusCode()).isEqualTo(302);
        assertThat(device).isNotSameAs(good);
        device.count++;
        wrong.accept(device);
        assertRefused(new Visitor(port), v -> device.get(challenge(v)));
    }

    static Stream<Consumer<SoftAuthenticator>> forgeries() {
        return Stream.of(d -> d.forged = true, d -> d.anonymous = true, d -> d.count = 1, d -> d.count = 0);
    }

    /** A signature that does not fit, an owner that is not named, a counter that does not grow. */
    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forged_answer_lets_nobody_in(Consumer<SoftAuthenticator> wrong) {
        register(new Visitor(port).signedIn(account), "Téléphone");
        device.count++;
        wrong.accept(device);
        assertRefused(new Visitor(port), v -> device.get(challenge(v)));
    }

    @Test
    void an_answer_serves_once() {
        register(new Visitor(port).signedIn(account), "Téléphone");
        var visitor = new Visitor(port);
        device.count = 0; // a device that does not count: its copies could not be told by the counter
        db.sql("alter table passkey disable trigger passkey_counts").update();
        db.sql("update passkey set sign_count = 0 where person = ?")
                .param(person)
                .update();
        db.sql("alter table passkey enable trigger passkey_counts").update();
        String answer = device.get(challenge(visitor));
        String token = visitor.cookie("maillage_csrf").orElseThrow();
        assertThat(enter(visitor, answer, "/espace").statusCode()).isEqualTo(302);

        var thief = new Visitor(port); // even with the same form token
        thief.cookie("maillage_csrf", token);
        assertRefused(thief, v -> answer);
    }

    @Test
    void of_many_answers_to_one_challenge_at_once_one_enters() throws Exception {
        register(new Visitor(port).signedIn(account), "Téléphone");
        var visitor = new Visitor(port);
        device.count++;
        String answer = device.get(challenge(visitor));
        String token = visitor.cookie("maillage_csrf").orElseThrow();
        try (var doors = Executors.newFixedThreadPool(6)) {
            Callable<Integer> one = () -> {
                var again = new Visitor(port);
                again.cookie("maillage_csrf", token);
                return enter(again, answer, "/espace").statusCode();
            };
            int entered = 0;
            for (var status : doors.invokeAll(java.util.Collections.nCopies(6, one)))
                if (status.get() == 302) entered++;
            assertThat(entered).isEqualTo(1);
        }
    }

    @Test
    void an_answer_that_was_stolen_is_of_no_use_in_another_browser() {
        register(new Visitor(port).signedIn(account), "Téléphone");
        device.count++;
        String stolen = device.get(challenge(new Visitor(port)));
        assertRefused(new Visitor(port), v -> stolen);
    }

    @Test
    void a_challenge_serves_for_ten_minutes_and_for_what_it_was_made() {
        var member = new Visitor(port).signedIn(account);
        register(member, "Téléphone");
        device.count++;
        var other = new Visitor(port);
        JsonNode forRegistering = creation(member);
        assertRefused(other, v -> device.get(forRegistering));
        assertRefused(other, v -> device.get(json.readTree("{\"challenge\":\"AAAA\"}")));
        var late = new Visitor(port);
        String answer = device.get(challenge(late));
        clock.advance(PasskeyChallenges.VALID.plusSeconds(1));
        assertRefused(late, v -> answer);
    }

    @Test
    void a_removed_passkey_opens_nothing_and_its_owner_is_told() {
        var member = new Visitor(port).signedIn(account);
        register(member, "Perdu");
        mailbox.next(account + "@example.org");
        String id = id();
        assertThat(member.submit("/espace/compte", "/espace/compte/cles/" + id + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(mailbox.next(account + "@example.org").subject()).contains("retirée");
        device.count++;
        assertRefused(new Visitor(port), v -> device.get(challenge(v)));
        assertThat(member.submit("/espace/compte", "/espace/compte/cles/" + id + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_passkey_of_someone_who_left_opens_nothing_and_goes_with_their_sessions() {
        var member = new Visitor(port).signedIn(account);
        register(member, "Téléphone");
        db.sql("update person set left_on = current_date - 1 where id = ?")
                .param(person)
                .update();
        device.count++;
        assertRefused(new Visitor(port), v -> device.get(challenge(v)));

        transactions.executeWithoutResult(t -> events.publishEvent(new PersonLeft(person)));
        await().untilAsserted(() -> {
            assertThat(keys()).isZero();
            assertThat(count("spring_session where principal_name = '" + person + "'"))
                    .isZero();
        });
        assertThat(
                        count(
                                "open_session o where not exists (select from spring_session s where s.session_id = o.session)"))
                .isZero();
    }

    @Test
    void a_passkey_of_somebody_else_does_not_exist() {
        register(new Visitor(port).signedIn(account), "À moi");
        String id = id();
        UUID other = UUID.randomUUID();
        someone(other, "autre-" + other);
        var stranger = new Visitor(port).signedIn("autre-" + other);
        assertThat(stranger.get("/espace/compte/cles/" + id).statusCode()).isEqualTo(404);
        for (String act : List.of("/nom", "/retrait"))
            assertThat(stranger.submit("/espace/compte", "/espace/compte/cles/" + id + act, Map.of("name", "À toi"))
                            .statusCode())
                    .as(act)
                    .isEqualTo(404);
        assertThat(keys()).isEqualTo(1);
        assertThat(stranger.get("/espace/compte").body()).doesNotContain("À moi");
    }

    @Test
    void one_key_is_registered_once_whoever_brings_it() {
        register(new Visitor(port).signedIn(account), "À moi");
        UUID other = UUID.randomUUID();
        someone(other, "autre-" + other);
        var again = register(new Visitor(port).signedIn("autre-" + other), "À moi aussi");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("déjà connue");
    }

    @Test
    void nobody_has_more_than_twenty() {
        for (int i = 0; i < Passkeys.MOST; i++)
            db.sql("""
                    insert into passkey (person, credential, public_key, sign_count, backup_eligible, name, added_on)
                    values (?, ?, ?, 0, false, ?, current_date)""").params(person, bytes(), bytes(), "Clé " + i).update();
        var answer = register(new Visitor(port).signedIn(account), "Une de trop");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(keys()).isEqualTo(Passkeys.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u202e\u200b", "0123456789012345678901234567890123456789012345678901234567890"})
    void a_name_that_says_nothing_or_too_much_is_told_beside_the_field(String name) {
        var member = new Visitor(port).signedIn(account);
        var page = Jsoup.parse(register(member, name).body());
        assertThat(page.select("#e-name").text()).isNotEmpty();
        assertThat(keys()).isZero();
    }

    @Test
    void a_hostile_name_is_shown_as_text_and_two_keys_of_one_person_have_two_names() {
        var member = new Visitor(port).signedIn(account);
        String hostile = "<script>alert(1)</script>\r\nBcc: x@example.org \u202egnp.exe";
        assertThat(register(member, hostile).statusCode()).isEqualTo(302);
        var page = Jsoup.parse(member.get("/espace/compte").body());
        assertThat(page.select("ul.rows strong").eachText().getFirst())
                .isEqualTo("<script>alert(1)</script> Bcc: x@example.org gnp.exe");
        assertThat(page.select("main script")).isEmpty();
        var letter = mailbox.next(account + "@example.org");
        assertThat(letter.html()).doesNotContain("<script>");

        device = new SoftAuthenticator("http://localhost:" + port);
        var twin = register(member, hostile);
        assertThat(twin.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(twin.body()).select("#e-name").text()).contains("déjà ce nom");

        assertThat(member.submit(
                                "/espace/compte", "/espace/compte/cles/" + id() + "/nom", Map.of("name", " Téléphone "))
                        .statusCode())
                .isEqualTo(302);
        assertThat(member.get("/espace/compte").body()).contains("<strong>Téléphone</strong>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "{}",
                "{\"id\":null}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"\u00e9\",\"rawId\":\"***\",\"type\":\"x\",\"response\":{\"clientDataJSON\":\"AAAA\","
                        + "\"attestationObject\":\"oA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}"
            })
    void nonsense_is_refused_and_never_our_failure(String answer) {
        assertRefused(new Visitor(port), v -> answer);
        var member = new Visitor(port).signedIn(account);
        assertThat(member.submit(NEW, "/espace/compte/cles", Map.of("name", "X", "credential", answer))
                        .statusCode())
                .isEqualTo(422);
        assertThat(member.submit("/espace/compte", "/espace/compte/confirmation/cle", Map.of("credential", answer))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_huge_answer_is_refused_unread() {
        assertRefused(new Visitor(port), v -> "{\"id\":\"" + "A".repeat(100_000) + "\"}");
    }

    @Test
    void too_many_questions_of_one_client_are_refused() {
        var visitor = new Visitor(port);
        visitor.get("/connexion");
        int refused = 0;
        for (int i = 0; i < PasskeySignInController.PER_CLIENT.times() + 3; i++)
            if (ask(visitor, "/connexion", "/connexion/cle/defi").statusCode() == 429) refused++;
        assertThat(refused).isBetween(1, 3);
    }

    @Test
    void the_database_itself_keeps_a_key_whose_it_is_and_its_counter_growing() {
        register(new Visitor(port).signedIn(account), "Téléphone");
        for (String set : List.of(
                "person = (select id from person where account = 'marne-1')",
                "public_key = decode('00112233445566778899aabbccddeeff', 'hex')",
                "sign_count = sign_count",
                "sign_count = 0"))
            assertThatThrownBy(() -> db.sql("update passkey set " + set + " where person = ?")
                            .param(person)
                            .update())
                    .as(set)
                    .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void an_answered_challenge_is_forgotten_once_it_has_expired() {
        register(new Visitor(port).signedIn(account), "Téléphone");
        assertThat(count("passkey_challenge")).isPositive();
        clock.advance(Duration.ofMinutes(11));
        purge.run();
        assertThat(count("passkey_challenge")).isZero();
    }

    private HttpResponse<String> register(Visitor member, String name) {
        String answer = device.create(creation(member));
        return member.submit(NEW, "/espace/compte/cles", Map.of("name", name, "credential", answer));
    }

    private JsonNode creation(Visitor member) {
        return json.readTree(ask(member, NEW, "/espace/compte/cles/defi").body());
    }

    private JsonNode challenge(Visitor visitor) {
        return json.readTree(ask(visitor, "/connexion", "/connexion/cle/defi").body());
    }

    private static HttpResponse<String> ask(Visitor visitor, String from, String path) {
        return visitor.submit(from, path, Map.of());
    }

    private static HttpResponse<String> enter(Visitor visitor, String answer, String way) {
        return visitor.submit("/connexion", "/connexion/cle", Map.of("credential", answer, "suite", way));
    }

    private interface Answer {
        String to(Visitor visitor);
    }

    private static void assertRefused(Visitor visitor, Answer answer) {
        var refused = enter(visitor, answer.to(visitor), "/espace");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(REFUSED).contains("Recevoir un lien");
        assertThat(visitor.cookie("maillage_session")).isEmpty();
    }

    private void someone(UUID id, String name) {
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Camille Essai', ?, 'PARTNER')")
                .params(id, name, name + "@example.org")
                .update();
    }

    private String id() {
        return db.sql("select id from passkey where person = ?")
                .param(person)
                .query(UUID.class)
                .single()
                .toString();
    }

    private int keys() {
        return count("passkey where person = '" + person + "'");
    }

    private int count(String from) {
        return db.sql("select count(*) from " + from).query(Integer.class).single();
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        new java.util.Random().nextBytes(bytes);
        return bytes;
    }
}
