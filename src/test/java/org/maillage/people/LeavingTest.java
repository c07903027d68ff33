package org.maillage.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.mail.Catcher;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Leaving: by oneself, or noted by peers for somebody who is gone; told to the other modules exactly once. */
@MaillageTest
class LeavingTest {
    @LocalServerPort
    int port;

    @Autowired
    Leaving leaving;

    @Autowired
    People people;

    @Autowired
    Network network;

    @Autowired
    PeopleDesk desk;

    @Autowired
    PeopleStories given;

    @Autowired
    HeardLeaving heard;

    @Autowired
    Languages languages;

    @Autowired
    Catcher catcher;

    @Autowired
    Purge purge;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void nobodyOfOurs() {
        clock.reset();
        given.clean();
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    @Test
    void an_account_that_is_closed_ends_every_session_at_once_and_is_told_once() {
        Person person = given.officer("ardennes");
        var here = new Visitor(port).signedIn(person.account());
        var elsewhere = new Visitor(port).signedIn(person.account());
        assertThat(elsewhere.get("/espace").statusCode()).isEqualTo(200);

        var answer = here.submit("/espace/depart", "/espace/depart", Map.of("quand", "maintenant"));

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).endsWith("/depart"));
        assertThat(here.get("/depart").body()).contains("Au revoir");
        assertThat(here.get("/espace").statusCode()).isEqualTo(302);
        assertThat(elsewhere.get("/espace").statusCode()).isEqualTo(302);
        assertThat(heard.times(person)).isEqualTo(1);
        leaving.leave(person, null, true, person.member());
        assertThat(heard.times(person)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(db.sql("select count(*) from spring_session where principal_name = :id")
                        .param("id", person.id().toString())
                        .query(Integer.class)
                        .single())
                .isZero());
        assertThat(network.people(Role.OFFICER)).doesNotContain(person);
    }

    @Test
    void a_last_day_is_a_day_in_office_and_the_account_closes_after_it_once_whoever_does_it() throws Exception {
        Person person = given.officer("ardennes");
        leaving.leave(person, today().plusDays(10), false, person.member());
        assertThat(need(person)).contains("passez le relais");
        leaving.stay(person, person.member());
        assertThat(given.again(person).lastDay()).isNull();
        assertThat(need(person)).doesNotContain("passez le relais");

        leaving.leave(person, today().plusDays(10), false, person.member());
        clock.advance(Duration.ofDays(10));
        leaving.closeDue();
        assertThat(network.person(person.id())).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(network.person(person.id())).as("the day itself ends access").isEmpty();
        assertThat(heard.times(person)).isZero();
        List<Callable<Boolean>> nodes = List.of(this::closes, this::closes, this::closes);
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (var node : pool.invokeAll(nodes)) node.get();
        }
        assertThat(heard.times(person)).isEqualTo(1);
    }

    private boolean closes() {
        leaving.closeDue();
        return true;
    }

    @Test
    void a_crash_before_the_commit_closes_and_tells_nothing() {
        Person person = given.officer("ardennes");
        transaction.executeWithoutResult(status -> {
            leaving.leave(person, null, false, person.member());
            status.setRollbackOnly();
        });
        assertThat(network.person(person.id())).isPresent();
        assertThat(db.sql("select count(*) from event_publication where serialized_event like '%' || :id || '%'")
                        .param("id", person.id().toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void peers_and_the_facilitator_may_note_a_departure_and_nobody_else() {
        Person person = given.officer("ardennes");
        Person colleague = given.account("ardennes-1");
        Person facilitator = given.account("animateur");
        for (String other : List.of("aube-1", "partenaire-1", "financeur-1"))
            assertThatThrownBy(() -> leaving.leave(
                            person, null, true, given.account(other).member()))
                    .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> leaving.leave(facilitator, null, true, colleague.member()))
                .isInstanceOf(NotFound.class);
        assertThat(network.person(person.id())).isPresent();

        leaving.leave(person, today().plusDays(3), false, colleague.member());
        assertThat(db.sql("select message from notification where recipient = :id")
                        .param("id", person.id())
                        .query((row, n) -> row.getString(1))
                        .list())
                .contains("people.news.departure");
        leaving.stay(person, person.member());
        leaving.leave(person, null, false, facilitator.member());
        assertThat(catcher.await(person.email().text()).text()).contains("Étienne Collardot", "fermé");
        assertThat(heard.times(person)).isEqualTo(1);
        assertThatThrownBy(() -> leaving.stay(person, colleague.member())).isInstanceOf(NotFound.class);
    }

    @Test
    void the_last_of_a_dla_and_the_only_facilitator_leave_once_it_is_said_that_nobody_is_left() {
        Person aube = given.account("aube-1");
        Person facilitator = given.account("animateur");
        for (Person last : List.of(aube, facilitator)) {
            assertThat(leaving.leavesNobody(last)).isTrue();
            assertThatThrownBy(() -> leaving.leave(last, today().plusDays(5), false, last.member()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            e -> assertThat(e.violations().getFirst().field()).isEqualTo("alone"));
            leaving.leave(last, today().plusDays(5), true, last.member());
            leaving.stay(last, last.member());
        }
        Person second = given.officer("aube");
        assertThat(leaving.leavesNobody(aube)).isFalse();
        leaving.leave(second, today().plusDays(20), false, second.member());
        assertThat(leaving.leavesNobody(aube))
                .as("who is about to leave does not stay")
                .isTrue();
        assertThat(leaving.leavesNobody(given.account("partenaire-1"))).isFalse();

        var office = new Visitor(port).signedIn("aube-1");
        assertThat(office.get("/espace/depart").body()).contains("plus personne ne sera en poste au DLA de l’Aube");
        var refused = office.submit(
                "/espace/depart",
                "/espace/depart",
                Map.of("quand", "date", "lastDay", today().plusDays(3).toString()));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Cochez cette case", today().plusDays(3).toString());
    }

    @Test
    void two_last_officers_who_leave_in_one_moment_do_not_both_think_that_the_other_stays() throws Exception {
        Person aube = given.account("aube-1");
        for (int round = 0; round < 5; round++) {
            Person second = given.officer("aube");
            List<Callable<Boolean>> both = List.of(() -> leaves(aube), () -> leaves(second));
            int left = 0;
            try (var pool = Executors.newFixedThreadPool(2)) {
                for (var each : pool.invokeAll(both)) if (each.get()) left++;
            }
            assertThat(left).isEqualTo(1);
            given.clean();
        }
    }

    private boolean leaves(Person person) {
        try {
            leaving.leave(person, today().plusDays(1), false, person.member());
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    @Test
    void days_that_make_no_sense_are_refused() {
        Person person = given.officer("ardennes");
        for (LocalDate day : List.of(today().minusDays(1), today().plusYears(3)))
            assertThatThrownBy(() -> leaving.leave(person, day, true, person.member()))
                    .isInstanceOf(Refused.class);
        var office = new Visitor(port).signedIn(person.account());
        for (var fields : List.of(
                Map.of("quand", "date", "lastDay", "bientôt"),
                Map.of("quand", "date", "lastDay", "+999999999-01-01"),
                Map.of("quand", "", "lastDay", today().toString()),
                Map.of("quand", "<script>"))) {
            var answer = office.submit("/espace/depart", "/espace/depart", fields);
            assertThat(answer.statusCode()).isEqualTo(422);
        }
        assertThat(given.again(person).lastDay()).isNull();
    }

    @Test
    void a_gone_person_can_come_back_by_the_same_address_and_the_old_row_goes_after_thirty_days() {
        Person person = given.officer("ardennes");
        leaving.leave(person, null, false, person.member());
        assertThat(people.departure(person.account()).orElseThrow().gone()).isTrue();
        UUID again = transaction.execute(s -> people.join("De Retour", "", person.email(), Role.OFFICER, person.dla()));
        assertThat(network.person(again).orElseThrow().account()).isNotEqualTo(person.account());
        assertThatThrownBy(() -> transaction.execute(
                        s -> people.join("Deux Fois", "", person.email(), Role.OFFICER, person.dla())))
                .isInstanceOf(Refused.class);

        clock.advance(Duration.ofDays(29));
        purge.run();
        assertThat(rows(person)).isEqualTo(1);
        clock.advance(Duration.ofDays(3));
        purge.run();
        assertThat(rows(person)).isZero();
    }

    private int rows(Person person) {
        return db.sql("select count(*) from person where id = :id")
                .param("id", person.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void the_database_keeps_who_is_gone_gone() {
        Person person = given.officer("ardennes");
        leaving.leave(person, null, false, person.member());
        for (String change : List.of(
                "gone_at = null", "left_on = null", "role = 'FACILITATOR', dla = null", "email = 'x@example.org'"))
            assertThatThrownBy(() -> db.sql("update person set " + change + " where id = :id")
                            .param("id", person.id())
                            .update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update person set gone_at = now() where account = 'aube-1'")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void a_newcomer_is_led_to_the_first_month_for_thirty_days() {
        Person person = given.officer("ardennes");
        assertThat(need(person)).contains("premier mois");
        clock.advance(Duration.ofDays(29));
        assertThat(need(person)).contains("premier mois");
        clock.advance(Duration.ofDays(1));
        assertThat(need(person)).doesNotContain("premier mois");
        assertThat(need(given.account("ardennes-1"))).doesNotContain("premier mois");
    }

    private String need(Person person) {
        return desk.of(person.member(), languages.in(Locale.FRENCH), clock.instant())
                .needs()
                .toString();
    }
}
