package org.maillage.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Absence;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.network.StandInState;
import org.maillage.platform.Paris;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Standing in: agreed by both, for dated days, for one DLA's calls and requests, and for nothing else. */
@MaillageTest
class StandingInTest {
    private static final DlaId AUBE = new DlaId("aube");
    private static final DlaId MARNE = new DlaId("marne");
    private static final LocalDate MONDAY = LocalDate.of(2027, 6, 7);

    @Autowired
    StandingIn standingIn;

    @Autowired
    Leaving leaving;

    @Autowired
    Network network;

    @Autowired
    PeopleStories given;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    private Person absent;
    private Person substitute;

    @BeforeEach
    void twoOfficers() {
        given.clean();
        clock.set(MONDAY.atTime(9, 0).atZone(Paris.ZONE).toInstant());
        absent = given.officer("aube");
        substitute = given.officer("marne");
    }

    @AfterEach
    void nowIsNow() {
        given.clean();
        clock.reset();
    }

    private Absence asked(Person by, Person who, int first, int last) {
        standingIn.ask(by.member(), who.id(), MONDAY.plusDays(first), MONDAY.plusDays(last));
        return standingIn.of(by.member()).stream()
                .filter(a -> a.absent().equals(by.id())
                        && a.firstDay().equals(MONDAY.plusDays(first))
                        && a.state().live())
                .findFirst()
                .orElseThrow();
    }

    private Absence agreed(Person by, Person who, int first, int last) {
        Absence absence = asked(by, who, first, last);
        standingIn.answer(absence.id(), true, who.member());
        return absence;
    }

    private void at(LocalDate day, int hour, int minute) {
        clock.set(day.atTime(hour, minute).atZone(Paris.ZONE).toInstant());
    }

    private Member today(Person person) {
        return given.again(person).member();
    }

    @Test
    void a_stand_in_runs_the_calls_of_the_dla_from_the_first_day_to_the_last_and_belongs_to_their_own() {
        Absence absence = asked(absent, substitute, 1, 3);
        at(MONDAY.plusDays(1), 9, 0);
        assertThat(today(substitute).runs(AUBE)).as("asked is not agreed").isFalse();
        standingIn.answer(absence.id(), true, substitute.member());

        at(MONDAY, 23, 59);
        assertThat(today(substitute).runs(AUBE)).isFalse();
        at(MONDAY.plusDays(1), 0, 0);
        Member acting = today(substitute);
        assertThat(acting.runs(AUBE)).isTrue();
        assertThat(acting.runs(MARNE)).isTrue();
        assertThat(acting.runs(new DlaId("ardennes"))).isFalse();
        assertThat(acting.belongsTo(AUBE)).isFalse();
        assertThat(acting.dla()).isEqualTo(MARNE);
        assertThat(acting.standIn(AUBE)).hasValueSatisfying(s -> {
            assertThat(s.substituteName()).isEqualTo(substitute.name());
            assertThat(s.absentName()).isEqualTo(absent.name());
            assertThat(s.dlaName()).isEqualTo("DLA de l’Aube");
        });
        assertThat(today(absent).standIn(AUBE))
                .as("the DLA's officers see who acts")
                .isPresent();
        assertThat(today(absent).duties()).isEmpty();
        assertThat(today(absent).runs(AUBE))
                .as("nothing is taken from who is away")
                .isTrue();
        assertThat(today(given.account("ardennes-1")).standIns()).isEmpty();

        at(MONDAY.plusDays(3), 23, 59);
        assertThat(today(substitute).runs(AUBE)).isTrue();
        at(MONDAY.plusDays(4), 0, 0);
        assertThat(today(substitute).runs(AUBE)).as("it ends by itself").isFalse();
    }

    @Test
    void a_question_finds_whoever_is_on_duty() {
        Person colleague = given.account("aube-1");
        agreed(absent, substitute, 0, 2);
        assertThat(network.onDuty(AUBE))
                .extracting(Person::id)
                .containsExactlyInAnyOrder(colleague.id(), substitute.id());
        at(MONDAY.plusDays(3), 9, 0);
        assertThat(network.onDuty(AUBE)).extracting(Person::id).containsExactlyInAnyOrder(colleague.id(), absent.id());
    }

    @Test
    void it_ends_at_once_when_one_of_them_ends_it() {
        Absence absence = agreed(absent, substitute, 0, 5);
        assertThat(today(substitute).runs(AUBE)).isTrue();
        standingIn.withdraw(absence.id(), substitute.member());
        assertThat(today(substitute).runs(AUBE)).isFalse();
        assertThat(told(absent)).contains("people.news.consented", "people.news.withdrawn");

        Absence second = agreed(absent, substitute, 0, 5);
        standingIn.cancel(second.id(), absent.member());
        assertThat(today(substitute).runs(AUBE)).isFalse();
        assertThat(told(substitute)).contains("people.news.cancelled").doesNotContain("people.news.asked");
        assertThatThrownBy(() -> standingIn.answer(second.id(), true, substitute.member()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void only_the_two_concerned_have_a_say() {
        Absence absence = asked(absent, substitute, 0, 5);
        for (Person other : List.of(absent, given.account("ardennes-1"), given.account("aube-1")))
            assertThatThrownBy(() -> standingIn.answer(absence.id(), true, other.member()))
                    .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> standingIn.withdraw(absence.id(), absent.member()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> standingIn.cancel(absence.id(), substitute.member()))
                .isInstanceOf(NotFound.class);
        Member facilitator = given.account("animateur").member();
        assertThatThrownBy(() -> standingIn.ask(facilitator, substitute.id(), MONDAY, MONDAY))
                .isInstanceOf(NotFound.class);
        at(MONDAY.plusDays(6), 9, 0);
        assertThatThrownBy(() -> standingIn.answer(absence.id(), true, substitute.member()))
                .as("after the last day there is nothing to agree to")
                .isInstanceOf(NotFound.class);
    }

    @Test
    void days_and_people_that_do_not_fit_are_refused_with_a_word_beside_the_field() {
        refused("firstDay", () -> standingIn.ask(absent.member(), substitute.id(), MONDAY.minusDays(1), MONDAY));
        refused("lastDay", () -> standingIn.ask(absent.member(), substitute.id(), MONDAY.plusDays(2), MONDAY));
        refused("lastDay", () -> standingIn.ask(absent.member(), substitute.id(), MONDAY, MONDAY.plusDays(366)));
        refused("firstDay", () -> standingIn.ask(absent.member(), substitute.id(), null, null));
        for (UUID nobody : new UUID[] {
            absent.id(),
            given.account("aube-1").id(),
            given.account("animateur").id(),
            UUID.randomUUID(),
            null
        }) refused("substitute", () -> standingIn.ask(absent.member(), nobody, MONDAY, MONDAY));

        asked(absent, substitute, 2, 4);
        refused(
                "firstDay",
                () -> standingIn.ask(absent.member(), substitute.id(), MONDAY.plusDays(4), MONDAY.plusDays(6)));
        refused(
                "substitute",
                () -> standingIn.ask(
                        given.account("ardennes-1").member(), absent.id(), MONDAY.plusDays(4), MONDAY.plusDays(9)));
    }

    @Test
    void nobody_stands_in_while_they_are_away_or_gone() {
        Person third = given.officer("ardennes");
        agreed(absent, substitute, 2, 4);
        refused(
                "firstDay",
                () -> standingIn.ask(substitute.member(), third.id(), MONDAY.plusDays(3), MONDAY.plusDays(3)));
        Absence late = asked(third, substitute, 8, 9);
        agreed(substitute, third, 6, 7);
        standingIn.answer(late.id(), true, substitute.member());

        leaving.leave(substitute, MONDAY.plusDays(3), false, substitute.member());
        assertThat(told(absent)).contains("people.news.withdrawn");
        refused(
                "substitute",
                () -> standingIn.ask(absent.member(), substitute.id(), MONDAY.plusDays(2), MONDAY.plusDays(4)));
        refused(
                "lastDay",
                () -> standingIn.ask(
                        given.again(substitute).member(), third.id(), MONDAY.plusDays(2), MONDAY.plusDays(4)));
        agreed(absent, substitute, 1, 3);
        at(MONDAY.plusDays(2), 9, 0);
        assertThat(today(substitute).runs(AUBE)).isTrue();
        leaving.leave(substitute, null, false, substitute.member());
        assertThat(network.person(substitute.id())).isEmpty();
        assertThat(today(absent).standIns()).isEmpty();
        assertThat(states(absent)).doesNotContain("CONSENTED", "ASKED");
    }

    @Test
    void an_absence_ends_with_the_departure_of_whoever_is_absent() {
        agreed(absent, substitute, 0, 20);
        leaving.leave(absent, MONDAY.plusDays(4), false, absent.member());
        assertThat(today(substitute).runs(AUBE)).isFalse();
        agreed(given.again(absent), substitute, 0, 4);
        leaving.leave(given.again(absent), null, false, absent.member());
        assertThat(today(substitute).runs(AUBE)).isFalse();
        assertThat(today(substitute).standIns()).isEmpty();
    }

    @Test
    void two_who_name_each_other_in_the_same_moment_are_not_both_away() throws Exception {
        for (int round = 0; round < 8; round++) {
            LocalDate day = MONDAY.plusDays(10 + round);
            List<Callable<Boolean>> both =
                    List.of(() -> asks(absent, substitute, day), () -> asks(substitute, absent, day));
            int done = 0;
            try (var pool = Executors.newFixedThreadPool(2)) {
                for (var each : pool.invokeAll(both)) if (each.get()) done++;
            }
            assertThat(done).isEqualTo(1);
        }
    }

    private boolean asks(Person by, Person who, LocalDate day) {
        try {
            standingIn.ask(by.member(), who.id(), day, day);
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    /** Whatever happens, the page's rule and the database's are the same, and nobody is away and on duty in one day. */
    @Test
    void random_arrangements_keep_the_rules() {
        for (int round = 0; round < 6; round++) {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            db.sql("delete from stand_in").update();
            var people = List.of(
                    absent,
                    substitute,
                    given.account("ardennes-1"),
                    given.account("ardennes-2"),
                    given.account("haute-marne-1"));
            for (int step = 0; step < 40; step++) {
                Person one = people.get(random.nextInt(people.size()));
                Person other = people.get(random.nextInt(people.size()));
                try {
                    switch (random.nextInt(4)) {
                        case 0, 1 -> {
                            LocalDate first = MONDAY.plusDays(random.nextInt(20));
                            standingIn.ask(one.member(), other.id(), first, first.plusDays(random.nextInt(6)));
                        }
                        case 2 -> any(one, random, a -> standingIn.answer(a, random.nextInt(4) > 0, one.member()));
                        default ->
                            any(one, random, a -> {
                                if (random.nextBoolean()) standingIn.cancel(a, one.member());
                                else standingIn.withdraw(a, one.member());
                            });
                    }
                } catch (Refused | NotFound | StaleVersion e) {
                    // as it should: a rule said no
                }
            }
            for (int day = 0; day < 27; day++) {
                at(MONDAY.plusDays(day), 12, 0);
                for (Person person : people) {
                    Member member = today(person);
                    boolean away = db.sql("""
                                    select exists (select from stand_in where absent = :id and state = 'CONSENTED'
                                                      and :day between first_day and last_day)""")
                            .param("id", person.id())
                            .param("day", MONDAY.plusDays(day))
                            .query(Boolean.class)
                            .single();
                    assertThat(away && !member.duties().isEmpty())
                            .as("seed %d: %s is away and on duty on day %d", seed, person.account(), day)
                            .isFalse();
                    assertThat(member.duties()).allMatch(d -> member.runs(d.dla()) && !member.belongsTo(d.dla()));
                }
            }
            at(MONDAY, 9, 0);
        }
    }

    private void any(Person of, Random random, java.util.function.Consumer<UUID> what) {
        List<Absence> all = standingIn.of(of.member());
        if (!all.isEmpty()) what.accept(all.get(random.nextInt(all.size())).id());
    }

    @Test
    void every_move_of_a_state_is_allowed_or_refused_alike_in_java_and_in_the_database() {
        for (StandInState from : StandInState.values())
            for (StandInState to : StandInState.values()) {
                if (from == to) continue;
                db.sql("delete from stand_in").update();
                UUID id = insert(absent, substitute, "aube", MONDAY, MONDAY.plusDays(1));
                for (StandInState step : way(from)) move(id, step);
                assertThat(agrees(() -> from.to(to))).as("%s to %s", from, to).isEqualTo(agrees(() -> move(id, to)));
            }
    }

    private static List<StandInState> way(StandInState to) {
        return switch (to) {
            case ASKED -> List.of();
            case CONSENTED -> List.of(StandInState.CONSENTED);
            case DECLINED -> List.of(StandInState.DECLINED);
            case CANCELLED -> List.of(StandInState.CANCELLED);
            case WITHDRAWN -> List.of(StandInState.CONSENTED, StandInState.WITHDRAWN);
        };
    }

    private static boolean agrees(Runnable what) {
        try {
            what.run();
            return true;
        } catch (Refused | DataIntegrityViolationException e) {
            return false;
        }
    }

    @Test
    void the_database_refuses_what_the_pages_refuse() {
        var wrong = new ArrayList<Runnable>();
        wrong.add(() -> insert(absent, absent, "aube", MONDAY, MONDAY));
        wrong.add(() -> insert(absent, given.account("aube-1"), "aube", MONDAY, MONDAY));
        wrong.add(() -> insert(absent, given.account("animateur"), "aube", MONDAY, MONDAY));
        wrong.add(() -> insert(given.account("animateur"), substitute, "aube", MONDAY, MONDAY));
        wrong.add(() -> insert(absent, substitute, "ardennes", MONDAY, MONDAY));
        wrong.add(() -> insert(absent, substitute, "aube", MONDAY, MONDAY.minusDays(1)));
        wrong.add(() -> insert(absent, substitute, "aube", MONDAY.minusDays(1), MONDAY));
        wrong.add(() -> insert(absent, substitute, "aube", MONDAY, MONDAY.plusDays(366)));
        wrong.forEach(each -> assertThatThrownBy(each::run).isInstanceOf(DataIntegrityViolationException.class));

        UUID id = insert(absent, substitute, "aube", MONDAY.plusDays(2), MONDAY.plusDays(4));
        Person third = given.account("ardennes-1");
        assertThatThrownBy(() -> insert(absent, third, "aube", MONDAY.plusDays(4), MONDAY.plusDays(5)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> insert(third, absent, "ardennes", MONDAY.plusDays(4), MONDAY.plusDays(5)))
                .isInstanceOf(DataIntegrityViolationException.class);
        move(id, StandInState.CONSENTED);
        assertThatThrownBy(() -> insert(substitute, third, "marne", MONDAY.plusDays(3), MONDAY.plusDays(3)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update stand_in set last_day = last_day + 1 where id = :id")
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update stand_in set substitute = :other where id = :id")
                        .param("id", id)
                        .param("other", third.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private UUID insert(Person who, Person other, String dla, LocalDate first, LocalDate last) {
        UUID id = UUID.randomUUID();
        db.sql("""
                insert into stand_in (id, dla, absent, substitute, first_day, last_day, asked_at)
                values (:id, :dla, :absent, :substitute, :first, :last, :now)""")
                .param("id", id)
                .param("dla", dla)
                .param("absent", who.id())
                .param("substitute", other.id())
                .param("first", first)
                .param("last", last)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        return id;
    }

    private void move(UUID id, StandInState to) {
        db.sql("update stand_in set state = :to where id = :id")
                .param("to", to.name())
                .param("id", id)
                .update();
    }

    @Test
    void what_comes_within_two_days_is_told_at_once_the_rest_in_the_digest() {
        asked(absent, substitute, 2, 3);
        assertThat(urgent(substitute)).containsExactly(true);
        db.sql("delete from notification").update();
        asked(absent, substitute, 4, 5);
        assertThat(urgent(substitute)).containsExactly(false);
        Instant night = MONDAY.atTime(22, 0).atZone(Paris.ZONE).toInstant();
        assertThat(night).isAfter(clock.instant().plus(Duration.ofHours(1)));
    }

    private List<Boolean> urgent(Person person) {
        return db.sql("select at_once from notification where recipient = :id")
                .param("id", person.id())
                .query((row, n) -> row.getBoolean(1))
                .list();
    }

    private List<String> told(Person person) {
        return db.sql("select message from notification where recipient = :id")
                .param("id", person.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<String> states(Person person) {
        return db.sql("select state from stand_in where absent = :id or substitute = :id")
                .param("id", person.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static void refused(String field, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.violations().stream()
                                        .map(v -> v.field())
                                        .collect(Collectors.toList()))
                                .contains(field));
    }

    @Test
    void an_elector_assents_in_their_own_name_alone() {
        agreed(absent, substitute, 0, 1);
        assertThat(today(substitute).elector()).isTrue();
        assertThat(given.account("animateur").member().elector()).isFalse();
        assertThat(network.people(Role.OFFICER))
                .as("electors are people, not places")
                .contains(given.again(absent));
    }
}
