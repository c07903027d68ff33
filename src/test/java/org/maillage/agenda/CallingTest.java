package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.agenda.Changing.Scope;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violation;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events, their dates and their answers on PostgreSQL, tried to be broken in Java and in SQL. */
@MaillageTest
class CallingTest {
    private static final EventKind NETWORK = EventKind.NETWORK_MEETING;

    @Autowired
    AgendaStories given;

    @Autowired
    Calling calling;

    @Autowired
    Changing changing;

    @Autowired
    Answering answering;

    @Autowired
    Polling polling;

    @Autowired
    Polls polls;

    @Autowired
    OrderOfTheDay order;

    @Autowired
    DayItems items;

    @Autowired
    Events events;

    @Autowired
    Dates dates;

    @Autowired
    Purge purge;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void an_event_is_called_and_who_calls_comes() {
        UUID date = given.called(NETWORK, "Réunion de rentrée", "marne-1", "aube-1");

        var meeting = given.meeting(date, "marne-1");
        assertThat(meeting.details().title()).isEqualTo("Réunion de rentrée");
        assertThat(meeting.mine()).isEqualTo(Answer.YES);
        assertThat(given.meeting(date, "aube-1").mine()).isNull();
        assertThat(events.guests(meeting.event().id(), date))
                .extracting(Guest::name)
                .containsExactly(
                        given.person("aube-1").name(), given.person("marne-1").name());
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_nothing_is_kept() {
        long before = count("agenda_event");
        var form = given.form(NETWORK, " ", "partenaire-1")
                .with("videoLink", "javascript:alert(1)")
                .with("place", "x".repeat(301))
                .with("until", "09:00");

        assertThatThrownBy(() -> calling.call(form, false, given.member("marne-1")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.violations())
                                .extracting(Violation::field)
                                .contains("title", "videoLink", "place", "invited", "until"));
        assertThatThrownBy(() -> calling.call(
                        given.form(NETWORK, "Sans fin").with("repeat", "WEEKLY"), false, given.member("marne-1")))
                .isInstanceOf(Refused.class);
        assertThat(count("agenda_event")).isEqualTo(before);
    }

    @Test
    void nobody_is_invited_to_what_is_not_for_their_role_in_sql_either() {
        for (EventKind kind : EventKind.values())
            for (String account : List.of("marne-1", "animateur", "partenaire-1", "financeur-1")) {
                var person = given.person(account);
                UUID date = given.called(kind, "Rôles " + kind, "aube-1");
                UUID event = given.meeting(date, "aube-1").event().id();
                boolean fits = kind.invites(person.role());
                assertThat(refused(() -> events.invite(event, List.of(person.id()))))
                        .as("%s to %s in SQL", account, kind)
                        .isEqualTo(!fits);
                assertThat(refused(() -> given.called(kind, "Rôles", "aube-1", account)))
                        .as("%s to %s in Java", account, kind)
                        .isEqualTo(!fits);
            }
    }

    @Test
    void java_and_sql_agree_on_every_move_of_an_event_and_its_kind_stays() {
        for (EventState from : EventState.values())
            for (EventState to : EventState.values()) {
                if (from == to) continue;
                UUID id = in(from);
                boolean sql = !refused(() -> db.sql("update agenda_event set state = :to where id = :id")
                        .param("to", to.name())
                        .param("id", id)
                        .update());
                assertThat(sql).as("%s to %s", from, to).isEqualTo(from.next().contains(to));
            }
        UUID id = in(EventState.PLANNED);
        assertThatThrownBy(() -> db.sql("update agenda_event set kind = 'PUBLIC' where id = :id")
                        .param("id", id)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private UUID in(EventState state) {
        if (state == EventState.POLL) return given.poll(NETWORK, "État", "marne-1", "aube-1");
        UUID date = given.called(NETWORK, "État", "marne-1", "aube-1");
        Meeting meeting = given.meeting(date, "marne-1");
        if (state == EventState.CANCELLED)
            changing.cancel(date, meeting.event().version(), Scope.ONE, given.member("marne-1"));
        return meeting.event().id();
    }

    @Test
    void one_date_moves_and_the_others_stay() {
        var series = given.weekly(4, "marne-1", "aube-1");
        var second = series.get(1);
        answering.answer(second.date().id(), Answer.YES, given.member("aube-1"));
        answering.answer(series.get(2).date().id(), Answer.NO, given.member("aube-1"));

        LocalDateTime to = second.when().starts().plusDays(1).plusHours(2);
        changing.move(second.date().id(), 0, moved(to), Scope.ONE, given.member("marne-1"));

        var after = given.series(second.date().id(), "aube-1");
        assertThat(after).extracting(m -> m.date().slot()).isEqualTo(slots(series));
        assertThat(after.get(1).when().starts()).isEqualTo(to);
        assertThat(after.get(1).mine()).as("a moved date is asked anew").isNull();
        assertThat(after.get(2).mine()).isEqualTo(Answer.NO);
        assertThat(after.get(0).when()).isEqualTo(series.get(0).when());
        assertThat(after.getFirst().event().sequence()).isEqualTo(1);
    }

    @Test
    void all_that_follow_move_by_as_many_days_to_the_same_hours() {
        var series = given.weekly(4, "marne-1", "aube-1");
        LocalDateTime to = series.get(1).when().starts().plusDays(2).withHour(14);

        changing.move(series.get(1).date().id(), 0, moved(to), Scope.FOLLOWING, given.member("marne-1"));

        var after = given.series(series.getFirst().date().id(), "marne-1");
        assertThat(after.get(0).when()).isEqualTo(series.get(0).when());
        for (int i = 1; i < 4; i++)
            assertThat(after.get(i).when().starts())
                    .isEqualTo(series.get(i).when().starts().plusDays(2).withHour(14));
        assertThat(after).extracting(m -> m.date().slot()).isEqualTo(slots(series));
    }

    @Test
    void a_date_or_all_that_follow_are_cancelled_and_an_event_without_dates_is_cancelled() {
        var series = given.weekly(4, "marne-1", "aube-1");
        changing.cancel(series.get(1).date().id(), 0, Scope.ONE, given.member("marne-1"));
        assertThat(cancelled(series)).containsExactly(false, true, false, false);

        changing.cancel(series.get(2).date().id(), 1, Scope.FOLLOWING, given.member("marne-1"));
        assertThat(cancelled(series)).containsExactly(false, true, true, true);
        assertThat(given.series(series.getFirst().date().id(), "marne-1")
                        .getFirst()
                        .event()
                        .state())
                .isEqualTo(EventState.PLANNED);

        changing.cancel(series.get(0).date().id(), 2, Scope.ONE, given.member("marne-1"));
        assertThat(given.series(series.getFirst().date().id(), "marne-1")
                        .getFirst()
                        .event()
                        .state())
                .isEqualTo(EventState.CANCELLED);
        assertThatThrownBy(() -> answering.answer(series.get(0).date().id(), Answer.YES, given.member("aube-1")))
                .isInstanceOf(Refused.class);
    }

    private List<Boolean> cancelled(List<Meeting> series) {
        return given.series(series.getFirst().date().id(), "marne-1").stream()
                .map(Meeting::cancelled)
                .toList();
    }

    private static List<LocalDateTime> slots(List<Meeting> series) {
        return series.stream().map(m -> m.date().slot()).toList();
    }

    private static EventForm moved(LocalDateTime to) {
        return new EventForm(Map.of())
                .on(to.toLocalDate(), to.toLocalTime(), to.toLocalTime().plusHours(2));
    }

    @Test
    void two_people_change_the_same_event_and_the_second_is_told() throws Exception {
        UUID date = given.called(NETWORK, "Course", "haute-marne-1", "aube-1");
        var form = moved(LocalDateTime.of(given.inDays(12), LocalTime.of(9, 0)));
        try (var two = Executors.newFixedThreadPool(2)) {
            var done = new ArrayList<Future<?>>();
            for (String who : List.of("haute-marne-1", "haute-marne-2"))
                done.add(two.submit(() -> {
                    // The second officer of the DLA is not invited, but has it in hand.
                    changing.move(date, 0, form, Scope.ONE, given.member(who));
                    return null;
                }));
            int stale = 0;
            for (var one : done)
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    stale += e.getCause() instanceof StaleVersion ? 1 : 0;
                }
            assertThat(stale).isEqualTo(1);
        }
        assertThat(given.meeting(date, "haute-marne-1").event().version()).isEqualTo(1);
    }

    @Test
    void only_whose_hands_it_is_in_changes_an_event() {
        UUID date = given.called(NETWORK, "À la Marne", "marne-1", "aube-1", "animateur");
        for (String other : List.of("aube-1", "animateur"))
            assertThatThrownBy(() -> changing.cancel(date, 0, Scope.ONE, given.member(other)))
                    .as(other)
                    .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> calling.edit(
                        given.meeting(date, "aube-1").event().id(),
                        0,
                        given.form(NETWORK, "Volé"),
                        given.member("aube-1")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void answers_have_names_until_the_day_is_over_and_are_numbers_then() {
        UUID date = given.called(NETWORK, "Comptée", "marne-1", "aube-1", "ardennes-1", "animateur");
        answering.answer(date, Answer.YES, given.member("aube-1"));
        answering.answer(date, Answer.NO, given.member("ardennes-1"));
        answering.answer(date, Answer.MAYBE, given.member("ardennes-1"));
        Instant ends = given.meeting(date, "marne-1").when().endsAt();

        clock.set(ends.plus(Duration.ofMinutes(1)));
        purge.run();
        assertThat(named(date)).as("until the day is over").isEqualTo(3);
        assertThatThrownBy(() -> answering.answer(date, Answer.YES, given.member("animateur")))
                .isInstanceOf(Refused.class);

        clock.set(ends.plus(Duration.ofHours(24)));
        purge.run();
        assertThat(named(date)).isZero();
        assertThat(dates.tally(date)).isEqualTo(new Tally(2, 1, 0));
        purge.run();
        assertThat(dates.tally(date)).as("purging twice").isEqualTo(new Tally(2, 1, 0));
    }

    private int named(UUID date) {
        return db.sql("select count(person) from agenda_answer where occurrence = :date")
                .param("date", date)
                .query(Integer.class)
                .single();
    }

    @Test
    void who_is_not_invited_does_not_answer_in_sql_either() {
        UUID date = given.called(NETWORK, "Entre nous", "marne-1", "aube-1");
        assertThatThrownBy(() -> answering.answer(date, Answer.YES, given.member("ardennes-1")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() ->
                        dates.answer(List.of(date), given.person("ardennes-1").id(), Answer.YES))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_poll_finds_a_date_and_forgets_who_could_come() {
        UUID poll = given.poll(EventKind.PARTNER_MEETING, "Chercher", "marne-1", "aube-1", "partenaire-1");
        var slots = polls.of(poll);
        assertThat(slots).hasSize(3);
        UUID chosen = slots.get(1).id();
        polling.answer(poll, Map.of(chosen, Answer.YES, slots.get(0).id(), Answer.NO), given.member("aube-1"));
        polling.answer(poll, Map.of(chosen, Answer.MAYBE), given.member("partenaire-1"));
        assertThat(polls.of(poll).get(1).tally()).isEqualTo(new Tally(1, 1, 0));

        UUID date = polling.choose(poll, 0, chosen, given.member("marne-1"));

        assertThat(given.meeting(date, "partenaire-1").when())
                .isEqualTo(slots.get(1).when());
        assertThat(given.meeting(date, "aube-1").mine())
                .as("a poll binds nobody")
                .isNull();
        assertThat(polls.of(poll)).isEmpty();
        assertThat(db.sql("select count(*) from agenda_slot_answer where slot = :slot")
                        .param("slot", chosen)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> polling.answer(poll, Map.of(), given.member("aube-1")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> polls.add(poll, List.of(slots.get(0).when()))).isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_poll_takes_answers_of_who_is_asked_about_its_own_slots_only() {
        UUID poll = given.poll(NETWORK, "Étanche", "marne-1", "aube-1");
        UUID other = given.poll(NETWORK, "Autre", "ardennes-1", "aube-1");
        UUID foreign = polls.of(other).getFirst().id();
        assertThatThrownBy(() -> polling.answer(poll, Map.of(), given.member("ardennes-2")))
                .isInstanceOf(Refused.class);
        polling.answer(poll, Map.of(foreign, Answer.YES), given.member("aube-1"));
        assertThat(polls.of(other).getFirst().answers()).isEmpty();
        assertThatThrownBy(() -> polling.choose(poll, 0, foreign, given.member("marne-1")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(
                        () -> polling.choose(poll, 0, polls.of(poll).getFirst().id(), given.member("aube-1")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void anyone_invited_proposes_and_the_facilitator_settles_nobody_else() {
        UUID date = given.called(NETWORK, "Ordre", "marne-1", "aube-1", "animateur");
        order.propose(date, "Point sur la charte", "20", given.member("aube-1"));
        order.propose(date, "Divers", "", given.member("marne-1"));
        assertThatThrownBy(() -> order.propose(date, "Intrus", "", given.member("ardennes-1")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> order.propose(date, " ", "0", given.member("aube-1")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.violations())
                                .extracting(Violation::field)
                                .containsExactly("item", "minutes"));
        var proposed = items.of(date);
        assertThat(proposed).extracting(Item::name).doesNotContain("");
        var kept = List.of(proposed.get(1).id(), proposed.get(0).id());
        assertThatThrownBy(() -> order.settle(date, kept, given.member("marne-1")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> dates.settle(date, given.person("marne-1").id()))
                .isInstanceOf(DataAccessException.class);

        order.settle(date, kept, given.member("animateur"));

        assertThat(items.of(date)).extracting(Item::text).containsExactly("Divers", "Point sur la charte");
        assertThat(items.of(date))
                .extracting(Item::name)
                .as("who proposed is forgotten")
                .containsOnly("");
        assertThat(given.meeting(date, "aube-1").date().settled()).isTrue();
    }

    @Test
    void the_database_bounds_what_a_rule_may_fill() {
        UUID date = given.called(NETWORK, "Trop", "marne-1");
        UUID event = given.meeting(date, "marne-1").event().id();
        var first = given.meeting(date, "marne-1").when();
        var many = new ArrayList<LocalDateTime>();
        for (int i = 1; i <= RecurrenceRule.MOST; i++) many.add(first.starts().plusDays(i));
        assertThatThrownBy(() -> dates.add(event, first, many)).isInstanceOf(DataAccessException.class);
        assertThat(dates.of(event)).hasSize(1);
    }

    @Test
    void local_times_come_to_the_same_instants_in_java_and_in_sql() {
        for (String night : List.of("2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-11-24"))
            for (int quarter = 0; quarter < 96; quarter++) {
                var local = LocalDateTime.parse(night + "T00:00").plusMinutes(15L * quarter);
                assertThat(db.sql("select agenda_instant(cast(:local as timestamp))")
                                .param("local", local)
                                .query((row, n) -> row.getObject(1, java.time.OffsetDateTime.class)
                                        .toInstant())
                                .single())
                        .as("%s", local)
                        .isEqualTo(Slot.instant(local));
            }
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static boolean refused(Runnable what) {
        try {
            what.run();
            return false;
        } catch (Refused | DataAccessException e) {
            return true;
        }
    }
}
