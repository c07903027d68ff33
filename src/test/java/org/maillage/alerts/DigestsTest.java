package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Domain;
import org.maillage.mail.Catcher;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Digests lose nothing and double nothing, whatever dies, comes late or changes its mind. */
@MaillageTest
@Import(AlertStories.class)
class DigestsTest {
    @Autowired
    AlertStories given;

    @Autowired
    Alerting alerting;

    @Autowired
    Digests digests;

    @Autowired
    Preferences preferences;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    Catcher catcher;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private static final Choices MARNE = AlertStories.choices(List.of("51"), List.of(), List.of());

    @Test
    void a_digest_groups_what_is_new_and_shows_what_ended_meanwhile() {
        var reader = given.subscriber(MARNE, Rhythm.DAILY);
        var first = given.publishedCall(Instant.now());
        var second = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(first));
        alerting.tell(Occasion.publication(second));
        given.cancelled(second, "Le projet est abandonné.");
        alerting.tell(new Occasion(second, Occasion.Kind.CANCELLATION, 0));

        digests.weekly();
        assertThat(waiting(reader)).isEqualTo(3);
        digests.daily();
        digests.daily();

        var message = catcher.await(reader.email().text());
        assertThat(message.subject()).isEqualTo("3 nouvelles des appels d’offres");
        assertThat(message.text())
                .contains(
                        first.path(),
                        second.path(),
                        "Nouvel appel · Appel annulé",
                        "Aujourd’hui : Annulé",
                        "Vos choix : Marne");
        assertThat(waiting(reader)).isZero();
        assertThat(messages(reader)).isEqualTo(1);
    }

    @Test
    void random_crashes_late_runs_and_changes_of_mind_lose_nothing_and_double_nothing() {
        for (int round = 0; round < 12; round++) {
            long seed = new Random().nextLong();
            scenario(new Random(seed), "seed " + seed);
        }
    }

    private void scenario(Random random, String name) {
        var readers = new ArrayList<Subscription>();
        for (int i = 0; i < 6; i++)
            readers.add(given.subscriber(
                    random.nextBoolean() ? MARNE : Choices.ALL,
                    Rhythm.values()[random.nextInt(3)],
                    true,
                    random.nextBoolean() ? "fr" : "en"));
        var calls = new ArrayList<Reference>();
        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    var call = given.publishedCall(
                            Instant.now(),
                            random.nextBoolean() ? List.of("51") : List.of("10", "51"),
                            List.of(Domain.FINANCE),
                            Kind.INDIVIDUAL);
                    calls.add(call);
                    crashing(random, () -> alerting.tell(Occasion.publication(call)));
                    alerting.tell(Occasion.publication(call)); // the registry gives the event again
                }
                case 2, 3 ->
                    crashing(
                            random,
                            () -> digests.batch(EnumSet.of(Rhythm.DAILY, Rhythm.AT_ONCE), 1 + random.nextInt(3)));
                case 4 -> crashing(random, () -> digests.batch(Set.of(Rhythm.WEEKLY), 1 + random.nextInt(3)));
                default -> {
                    var reader = readers.get(random.nextInt(readers.size()));
                    crashing(
                            random,
                            () -> preferences.change(
                                    reader.id(),
                                    new Preferences.Change(
                                            true,
                                            reader.choices(),
                                            Rhythm.values()[random.nextInt(3)],
                                            random.nextBoolean() ? "fr" : "en")));
                }
            }
        }
        digests.daily();
        digests.weekly();
        for (var reader : readers)
            for (var call : calls)
                assertThat(mentions(reader, call))
                        .as("%s: %s told of %s", name, reader.id(), call)
                        .isEqualTo(1);
        readers.forEach(reader -> transaction.executeWithoutResult(t -> subscriptions.delete(reader.id())));
    }

    /** Does it, or dies just before the commit. */
    private void crashing(Random random, Runnable work) {
        boolean dies = random.nextInt(3) == 0;
        transaction.executeWithoutResult(status -> {
            work.run();
            if (dies) status.setRollbackOnly();
        });
    }

    /** How many messages to this reader hold the address of this call. */
    private int mentions(Subscription reader, Reference call) {
        return db.sql("""
                select count(*) from mail_delivery d join mail_letter l on l.id = d.letter
                 where d.recipient_key = :id and l.text like '%' || :path || '%'""")
                .param("id", reader.id())
                .param("path", call.path())
                .query(Integer.class)
                .single();
    }

    @Test
    void changing_to_at_once_sends_what_waits_and_stopping_new_calls_drops_it() {
        var hurried = given.subscriber(MARNE, Rhythm.WEEKLY);
        var call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        assertThat(messages(hurried)).isZero();

        preferences.change(hurried.id(), new Preferences.Change(true, MARNE, Rhythm.AT_ONCE, "fr"));
        assertThat(messages(hurried)).isEqualTo(1);

        var leaving = given.subscriber(MARNE, Rhythm.WEEKLY);
        alerting.tell(Occasion.publication(given.publishedCall(Instant.now())));
        subscriptions.follow(leaving.id(), call, Instant.now());
        preferences.change(leaving.id(), new Preferences.Change(false, MARNE, Rhythm.WEEKLY, "fr"));
        assertThat(waiting(leaving)).isZero();
        assertThat(messages(leaving)).isZero();
    }

    @Test
    void seven_in_the_morning_is_seven_in_the_morning_in_summer_and_in_winter() {
        assertThat(next(DigestSchedule.DAILY, "2026-10-24T06:00:00Z"))
                .isEqualTo("2026-10-25T06:00:00Z"); // clocks go back
        assertThat(next(DigestSchedule.DAILY, "2026-10-24T04:00:00Z")).isEqualTo("2026-10-24T05:00:00Z");
        assertThat(next(DigestSchedule.DAILY, "2027-03-27T07:00:00Z")).isEqualTo("2027-03-28T05:00:00Z"); // and forward
        assertThat(next(DigestSchedule.WEEKLY, "2026-10-25T12:00:00Z")).isEqualTo("2026-10-26T06:00:00Z");
        assertThat(next(DigestSchedule.WEEKLY, "2027-03-22T06:00:00Z")).isEqualTo("2027-03-29T05:00:00Z");
    }

    private static Instant next(Schedule schedule, String after) {
        return schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(Instant.parse(after)));
    }

    @Test
    void the_queries_of_a_digest_stand_on_their_index() {
        transaction.executeWithoutResult(t -> {
            db.sql("set local enable_seqscan = off").update(); // a test's few rows would be read whole
            String plan = String.join("\n", db.sql("""
                            explain select s.id from subscription s where s.rhythm = 'DAILY'
                               and exists (select from alert w where w.subscription = s.id and w.letter is null)""").query(String.class).list());
            assertThat(plan).contains("alert_waiting");
            plan = String.join(
                    "\n",
                    db.sql("explain select * from alert where occasion = 4")
                            .query(String.class)
                            .list());
            assertThat(plan).contains("alert_occasion_lines");
        });
    }

    private int waiting(Subscription reader) {
        return db.sql("select count(*) from alert where subscription = :id and letter is null")
                .param("id", reader.id())
                .query(Integer.class)
                .single();
    }

    private int messages(Subscription reader) {
        return db.sql("select count(*) from mail_delivery where recipient_key = :id")
                .param("id", reader.id())
                .query(Integer.class)
                .single();
    }
}
