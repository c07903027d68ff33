package org.maillage.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Role;
import org.maillage.mail.Catcher;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.notifications.Notification.Urgency;
import org.maillage.platform.Paris;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything is told, once, at its time, whatever dies, comes late or comes twice. */
@MaillageTest
class MemberDigestsTest {
    /** A Tuesday without a holiday near it, 10:00 in Paris. */
    private static final Instant TUESDAY = Instant.parse("2027-06-08T08:00:00Z");

    @Autowired
    Notifications notifications;

    @Autowired
    MemberDigests digests;

    @Autowired
    Choosing choosing;

    @Autowired
    Recipients recipients;

    @Autowired
    Holidays holidays;

    @Autowired
    Network network;

    @Autowired
    Catcher catcher;

    @Autowired
    Languages languages;

    @Autowired
    List<Topic> topics;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private List<Person> people = List.of();

    @BeforeEach
    void nobodyWaits() {
        people = network.people(Role.OFFICER);
        db.sql("delete from notification").update();
        db.sql("delete from notification_setting").update();
        clock.set(TUESDAY);
    }

    @AfterEach
    void putTheClockRight() {
        clock.reset();
        db.sql("delete from notification").update();
        db.sql("delete from notification_setting").update();
    }

    private Person somebody() {
        return people.getFirst();
    }

    private static Notification news(Person to, String key, Urgency urgency) {
        return new Notification(
                to.id(),
                "tenders.question",
                key,
                "traces.and",
                List.of("clé " + key, "fin"),
                "/espace/essai/" + key,
                urgency);
    }

    @Test
    void the_digest_leaves_once_a_day_at_the_hour_and_what_cannot_wait_at_once() {
        String one = key();
        String two = key();
        String urgent = key();
        notifications.tell(news(somebody(), one, Urgency.DIGEST));
        notifications.tell(news(somebody(), two, Urgency.DIGEST));
        notifications.tell(news(somebody(), urgent, Urgency.AT_ONCE));
        notifications.tell(news(somebody(), urgent, Urgency.DIGEST));

        digests.run();
        assertThat(letters(somebody(), urgent)).isEqualTo(1);
        assertThat(letters(somebody(), one)).isZero();

        clock.set(Instant.parse("2027-06-09T05:59:00Z"));
        digests.run();
        assertThat(letters(somebody(), one)).isZero();
        clock.set(Instant.parse("2027-06-09T06:00:00Z"));
        digests.run();
        digests.run();
        assertThat(letters(somebody(), one)).isEqualTo(1);
        assertThat(letters(somebody(), two)).isEqualTo(1);
        assertThat(letters(somebody(), urgent)).isEqualTo(1);
        notifications.tell(news(somebody(), one, Urgency.AT_ONCE)); // the registry gives an event again
        digests.run();
        assertThat(letters(somebody(), one)).isEqualTo(1);
        assertThat(db.sql("select count(*) from notification where message <> '' or path <> '/'")
                        .query(Integer.class)
                        .single())
                .as("told rows that still hold their words")
                .isZero();
    }

    @Test
    void what_cannot_wait_waits_for_the_end_of_quiet_time_and_a_late_run_wakes_nobody() {
        clock.set(Instant.parse("2027-06-11T20:00:00Z")); // Friday, 22:00
        String urgent = key();
        notifications.tell(news(somebody(), urgent, Urgency.AT_ONCE));
        clock.set(Instant.parse("2027-06-13T10:00:00Z")); // Sunday
        digests.run();
        assertThat(letters(somebody(), urgent)).isZero();
        clock.set(Instant.parse("2027-06-14T21:00:00Z")); // no node was up all Monday
        digests.run();
        assertThat(letters(somebody(), urgent)).isZero();
        clock.set(Instant.parse("2027-06-15T06:00:00Z"));
        digests.run();
        assertThat(letters(somebody(), urgent)).isEqualTo(1);
    }

    @Test
    void random_clocks_crashes_late_runs_and_changes_of_mind_tell_everything_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            long seed = new Random().nextLong();
            scenario(new Random(seed), "seed " + seed);
        }
    }

    private void scenario(Random random, String name) throws Exception {
        nobodyWaits();
        var told = new HashMap<String, Person>();
        clock.set(TUESDAY.plus(Duration.ofHours(random.nextInt(24 * 400))));
        for (int step = 0; step < 30; step++) {
            Person person = people.get(random.nextInt(people.size()));
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> {
                    String key = key();
                    var news = news(person, key, random.nextBoolean() ? Urgency.DIGEST : Urgency.AT_ONCE);
                    crashing(random, () -> notifications.tell(news));
                    notifications.tell(news);
                    told.put(key, person);
                }
                case 3 -> wakingNobody(name, () -> crashing(random, digests::next));
                case 4 -> wakingNobody(name, () -> both(digests::next, digests::next));
                case 5 -> clock.advance(Duration.ofMinutes(random.nextInt(60 * 40)));
                default -> crashing(random, () -> choosing.choose(person.id(), random(random, person)));
            }
        }
        for (int hour = 0; hour < 24 * 9; hour++) { // every rest ends within a week
            clock.advance(Duration.ofHours(1));
            digests.run();
        }
        told.forEach((key, person) -> assertThat(letters(person, key))
                .as("%s: letters that tell %s", name, key)
                .isEqualTo(1));
        assertThat(db.sql("select count(*) from notification where told_at is null")
                        .query(Integer.class)
                        .single())
                .as(name)
                .isZero();
    }

    private NotificationSettings random(Random random, Person person) {
        while (true) {
            int digest = random.nextInt(24);
            int from = random.nextInt(24);
            int until = random.nextInt(24);
            if (Math.floorMod(digest - from, 24) < Math.floorMod(until - from, 24)) continue;
            return new NotificationSettings(
                    digest,
                    from,
                    until,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? "fr" : "en",
                    Set.of("another.topic"),
                    false,
                    choosing.of(person.id()).version());
        }
    }

    /** Tells nobody in a moment that they keep quiet. */
    private void wakingNobody(String name, Runnable run) {
        Instant now = clock.instant();
        var before = told();
        run.run();
        for (Person person : people)
            if (recipients.find(person.id()).orElseThrow().calm(holidays).quiet(now))
                assertThat(told().getOrDefault(person.id(), 0L))
                        .as("%s: woke %s at %s", name, person.account(), now.atZone(Paris.ZONE))
                        .isEqualTo(before.getOrDefault(person.id(), 0L));
    }

    private Map<UUID, Long> told() {
        var told = new HashMap<UUID, Long>();
        db.sql("select recipient, count(*) from notification where told_at is not null group by recipient")
                .query(row -> {
                    told.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return told;
    }

    @Test
    void two_nodes_at_work_tell_once() throws Exception {
        for (int round = 0; round < 15; round++) {
            String a = key();
            String b = key();
            notifications.tell(news(somebody(), a, Urgency.AT_ONCE));
            notifications.tell(news(people.get(1), b, Urgency.AT_ONCE));
            both(
                    () -> {
                        digests.run();
                        return true;
                    },
                    () -> {
                        digests.run();
                        return true;
                    });
            digests.run(); // what both left to each other
            assertThat(letters(somebody(), a)).isEqualTo(1);
            assertThat(letters(people.get(1), b)).isEqualTo(1);
        }
    }

    private static void both(Callable<Boolean> one, Callable<Boolean> other) {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var done : pool.invokeAll(List.of(one, other))) done.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_dealt_with_switched_off_stopped_or_of_somebody_gone_is_not_told() {
        String dealt = key();
        String off = key();
        String late = key();
        notifications.tell(news(somebody(), dealt, Urgency.DIGEST));
        notifications.tell(news(people.get(1), dealt, Urgency.DIGEST));
        notifications.withdraw(dealt);
        notifications.tell(news(somebody(), off, Urgency.DIGEST));
        choosing.choose(
                somebody().id(),
                new NotificationSettings(8, 19, 8, true, true, "fr", Set.of("tenders.question"), false, 0));
        notifications.tell(news(somebody(), late, Urgency.AT_ONCE));
        choosing.stop(people.get(1).id(), true);
        choosing.stop(people.get(1).id(), true);
        String stopped = key();
        notifications.tell(news(people.get(1), stopped, Urgency.AT_ONCE));
        notifications.tell(new Notification(
                UUID.randomUUID(), "tenders.question", key(), "traces.and", List.of(), "/espace", Urgency.AT_ONCE));
        assertThat(db.sql("select count(*) from notification")
                        .query(Integer.class)
                        .single())
                .isZero();

        choosing.stop(people.get(1).id(), false);
        notifications.tell(news(people.get(1), stopped, Urgency.AT_ONCE));
        choosing.forget(people.get(1).id());
        choosing.forget(people.get(1).id());
        assertThat(db.sql("select count(*) from notification")
                        .query(Integer.class)
                        .single())
                .isZero();
        digests.run();
        assertThat(letters(people.get(1), stopped)).isZero();
    }

    @Test
    void a_change_of_hour_moves_what_waits() {
        String key = key();
        notifications.tell(news(somebody(), key, Urgency.DIGEST));
        choosing.choose(somebody().id(), new NotificationSettings(17, 19, 8, true, true, "en", Set.of(), false, 0));
        assertThat(db.sql("select due_at from notification where key = :key")
                        .param("key", key)
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo("2027-06-08T15:00:00Z");
    }

    @Test
    void a_long_list_is_cut_and_hostile_words_stay_words() {
        var sender = people.get(2);
        var keys = new ArrayList<String>();
        for (int i = 0; i < NotificationLetters.MOST + 3; i++) {
            String key = key();
            keys.add(key);
            notifications.tell(new Notification(
                    sender.id(),
                    "tenders.question",
                    key,
                    "traces.and",
                    List.of(
                            "<b>" + key + "</b>\r\nBcc: x@example.org {{unsubscribe}} \u202egnol",
                            "l’eau ".repeat(100)),
                    "/espace/" + key,
                    Urgency.AT_ONCE));
        }
        digests.run();
        var message = await().until(
                        () -> catcher.to(sender.email().text()).stream()
                                .filter(m -> m.text().contains(keys.getFirst()))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
        assertThat(message.subject()).isEqualTo("15 choses vous attendent");
        assertThat(message.text())
                .contains("et 3 autres", keys.getFirst(), "{ {unsubscribe}}", "…")
                .doesNotContain(keys.getLast(), "\u202e");
        assertThat(message.html()).contains("&lt;b&gt;" + keys.getFirst()).doesNotContain("<b>");
    }

    @Test
    void the_database_keeps_the_rules_by_itself() {
        String key = key();
        notifications.tell(news(somebody(), key, Urgency.AT_ONCE));
        digests.run();
        refused("update notification set told_at = null, message = 'traces.and' where key = '" + key + "'");
        refused("update notification set told_at = told_at + interval '1 day' where key = '" + key + "'");
        refused("insert into notification (recipient, topic, key, message, path, at_once, created_at, due_at) values ('"
                + somebody().id() + "', 't', '" + key + "', 'm', '/', true, now(), now())");
        refused("insert into notification (recipient, topic, key, message, path, at_once, created_at, due_at) values ('"
                + somebody().id() + "', 't', '" + key() + "', 'm', '//elsewhere.example.org', true, now(), now())");
        for (String hours : List.of("20, 19, 8", "7, 19, 8", "12, 12, 13", "24, 0, 0", "3, 23, 4"))
            refused(
                    "insert into notification_setting (person, digest_at, quiet_from, quiet_until, weekends, holidays, language)"
                            + " values ('" + somebody().id() + "', " + hours + ", true, true, 'fr')");
    }

    private void refused(String sql) {
        assertThatThrownBy(() -> db.sql(sql).update()).as(sql).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_queries_of_a_run_stand_on_their_indexes() {
        transaction.executeWithoutResult(t -> {
            db.sql("set local enable_seqscan = off").update(); // a test's few rows would be read whole
            Map.of(
                            "select id from person where id in (select recipient from notification where told_at is null"
                                    + " and due_at <= now()) limit 1 for no key update skip locked",
                            "notification_due",
                            "delete from notification where key = 'k' and told_at is null",
                            "notification_waiting")
                    .forEach((sql, index) -> assertThat(String.join(
                                    "\n",
                                    db.sql("explain " + sql).query(String.class).list()))
                            .contains(index));
        });
    }

    @Test
    void every_topic_has_a_name_in_both_languages() {
        for (Topic topic : topics) {
            assertThat(languages.french().localize(topic.text())).isNotBlank();
            assertThat(languages.in(java.util.Locale.ENGLISH).localize(topic.text()))
                    .isNotBlank();
            assertThat(topic.roles()).isNotEmpty();
        }
        assertThat(topics).extracting(Topic::name).doesNotHaveDuplicates();
    }

    private static String key() {
        return "essai-" + UUID.randomUUID();
    }

    /** Does it, or dies just before the commit. */
    private void crashing(Random random, Runnable work) {
        boolean dies = random.nextInt(3) == 0;
        transaction.executeWithoutResult(status -> {
            work.run();
            if (dies) status.setRollbackOnly();
        });
    }

    /** How many letters were queued that hold the address of this news; their recipient is the only one of theirs. */
    private int letters(Person person, String key) {
        return db.sql("""
                select count(*) from mail_delivery d join mail_letter l on l.id = d.letter
                 where l.kind = 'notification' and l.text like '%' || :key || '%'
                   and (d.address is null or d.address = :address)""")
                .param("address", person.email().text())
                .param("key", key)
                .query(Integer.class)
                .single();
    }
}
