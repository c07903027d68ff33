package org.maillage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over real HTTP: what a session gives, what it holds, how it ends. */
@MaillageTest
class MemberSessionsTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private final UUID person = UUID.randomUUID();
    private final String account = "session-" + person;

    @BeforeEach
    void someoneInOffice() {
        db.sql("insert into person (id, account, name, email, role) values (?, ?, 'Paule Essai', ?, 'PARTNER')")
                .params(person, account, account + "@example.org")
                .update();
    }

    @Test
    void a_member_enters_and_leaves() {
        var visitor = new Visitor(port).signedIn(account);
        assertThat(visitor.get("/espace").body()).contains("Bonjour Paule Essai");

        var out = visitor.submit("/espace", "/deconnexion", Map.of());

        assertThat(out.headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/connexion?deconnecte"));
        assertThat(visitor.get("/espace").statusCode()).isEqualTo(302);
        assertThat(sessions()).isZero();
    }

    @Test
    void a_session_that_was_copied_dies_with_signing_out() {
        var visitor = new Visitor(port).signedIn(account);
        var thief = new Visitor(port);
        thief.cookie("maillage_session", visitor.cookie("maillage_session").orElseThrow());
        assertThat(thief.get("/espace").statusCode()).isEqualTo(200);

        visitor.submit("/espace", "/deconnexion", Map.of());

        assertThat(thief.get("/espace").statusCode()).isEqualTo(302);
    }

    @Test
    void signing_in_renews_session_and_form_token() {
        var visitor = new Visitor(port).signedIn(account);
        visitor.get("/espace");
        String session = visitor.cookie("maillage_session").orElseThrow();
        String token = visitor.cookie("maillage_csrf").orElseThrow();

        visitor.submit("/espace", "/connexion/demonstration", Map.of("compte", account));
        visitor.get("/espace");

        assertThat(visitor.cookie("maillage_session")).isPresent().get().isNotEqualTo(session);
        assertThat(visitor.cookie("maillage_csrf")).isPresent().get().isNotEqualTo(token);
    }

    @Test
    void a_session_identifier_chosen_by_someone_else_is_never_taken_over() {
        var visitor = new Visitor(port);
        String planted =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        visitor.cookie("maillage_session", planted);
        visitor.signedIn(account);
        var attacker = new Visitor(port);
        attacker.cookie("maillage_session", planted);
        assertThat(attacker.get("/espace").statusCode()).isEqualTo(302);
    }

    @Test
    void who_leaves_the_network_loses_access_at_once() {
        var visitor = new Visitor(port).signedIn(account);
        db.sql("update person set left_on = current_date - 1 where id = ?")
                .param(person)
                .update();
        assertThat(visitor.get("/espace").statusCode()).isEqualTo(302);
    }

    @Test
    void a_new_role_counts_at_the_next_request() {
        var visitor = new Visitor(port).signedIn(account);
        db.sql("update person set role = 'FUNDER', name = 'Paule Change' where id = ?")
                .param(person)
                .update();
        assertThat(visitor.get("/espace").body()).contains("Paule Change").contains("Financeur");
    }

    @Test
    void a_session_holds_an_identifier_and_nothing_else() {
        new Visitor(port).signedIn(account);
        var kept = db.sql("""
                        select a.attribute_bytes from spring_session_attributes a
                          join spring_session s on s.primary_id = a.session_primary_id
                         where s.principal_name = ?""").param(person.toString()).query(byte[].class).list();
        assertThat(kept).hasSize(1);
        assertThat(new String(kept.getFirst(), StandardCharsets.ISO_8859_1))
                .contains(person.toString())
                .doesNotContain("org.maillage", "Paule", "example.org");
    }

    @Test
    void an_unknown_account_does_not_exist() {
        var answer = new Visitor(port).submit("/connexion", "/connexion/demonstration", Map.of("compte", "personne"));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private int sessions() {
        return db.sql("select count(*) from spring_session where principal_name = ?")
                .param(person.toString())
                .query(Integer.class)
                .single();
    }
}
