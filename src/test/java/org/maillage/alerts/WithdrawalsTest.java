package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Domain;
import org.maillage.mail.AddressRefused;
import org.maillage.mail.Catcher;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What nobody wants any more does not leave, however long it waited. */
@MaillageTest
@Import(AlertStories.class)
class WithdrawalsTest {
    private static final Choices MARNE = AlertStories.choices(List.of("51"), List.of(), List.of());
    private static final Choices AUBE = AlertStories.choices(List.of("10"), List.of(), List.of());

    @Autowired
    AlertStories given;

    @Autowired
    Ledger ledger;

    @Autowired
    AlertMail mail;

    @Autowired
    Alerting alerting;

    @Autowired
    Digests digests;

    @Autowired
    Preferences preferences;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    RefusedAddresses refused;

    @Autowired
    MailedUnsubscription mailed;

    @Autowired
    Catcher catcher;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void whoever_unsubscribes_is_sent_nothing_that_still_waited_and_others_are() {
        var leaving = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var staying = given.subscriber(MARNE, Rhythm.AT_ONCE);
        Reference call = given.publishedCall(Instant.now());
        queueForLater(Occasion.publication(call));
        assertThat(waiting(leaving)).isEqualTo(1);

        preferences.unsubscribe(leaving.id());

        assertThat(waiting(leaving)).isZero();
        assertThat(waiting(staying)).isEqualTo(1);
        assertThat(db.sql("select count(*) from mail_delivery where recipient_key = :id")
                        .param("id", leaving.id())
                        .query(Long.class)
                        .single())
                .as("nothing of it stays")
                .isZero();
    }

    @Test
    void what_a_node_holds_may_still_go_and_what_a_dead_node_held_may_not() {
        var held = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var orphaned = given.subscriber(MARNE, Rhythm.AT_ONCE);
        queueForLater(Occasion.publication(given.publishedCall(Instant.now())));
        lease(held, Instant.now().plusSeconds(30));
        lease(orphaned, Instant.now().minusSeconds(1));

        preferences.unsubscribe(held.id());
        preferences.unsubscribe(orphaned.id());

        assertThat(waiting(held)).isEqualTo(1);
        assertThat(waiting(orphaned)).isZero();
    }

    @Test
    void new_choices_take_back_what_they_leave_out_and_nothing_else() {
        var reader = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        Reference marne = given.publishedCall(Instant.now());
        Reference aube = given.publishedCall(Instant.now(), List.of("10"), List.of(Domain.DIGITAL), Kind.COLLECTIVE);
        Reference followed = given.publishedCall(Instant.now());
        subscriptions.follow(reader.id(), followed, Instant.now());
        for (Reference call : List.of(marne, aube, followed)) queueForLater(Occasion.publication(call));
        assertThat(waiting(reader)).isEqualTo(3);

        preferences.change(reader.id(), new Preferences.Change(true, AUBE, Rhythm.AT_ONCE, "fr"));
        assertThat(letters(reader)).containsExactlyInAnyOrder(aube + "/PUBLICATION/fr", followed + "/PUBLICATION/fr");

        preferences.change(reader.id(), new Preferences.Change(false, AUBE, Rhythm.AT_ONCE, "fr"));
        assertThat(letters(reader)).containsExactly(followed + "/PUBLICATION/fr");

        preferences.unfollow(reader.id(), followed);
        assertThat(waiting(reader)).isZero();
    }

    @Test
    void an_occasion_is_not_taken_for_another_whose_number_begins_alike() {
        var reader = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        Reference marne = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(marne));
        catcher.await(reader.email().text());
        await().until(() -> waiting(reader) == 0);
        subscriptions.follow(reader.id(), marne, Instant.now());
        for (int number : new int[] {1, 10}) queueForLater(new Occasion(marne, Occasion.Kind.ANSWERS, number));
        db.sql(
                        "delete from alert a using alert_occasion o where o.id = a.occasion and o.number = 10 and a.subscription = :id")
                .param("id", reader.id())
                .update(); // 10 is in no ledger any more: only its letter waits
        subscriptions.unfollow(reader.id(), marne);
        preferences.change(reader.id(), new Preferences.Change(true, AUBE, Rhythm.AT_ONCE, "fr"));
        assertThat(letters(reader)).containsExactly(marne + "/ANSWERS-10/fr");
    }

    @Test
    void what_waits_for_a_digest_goes_with_the_choice_that_it_came_from() {
        var reader = given.subscriber(Choices.ALL, Rhythm.WEEKLY);
        Reference marne = given.publishedCall(Instant.now());
        Reference aube = given.publishedCall(Instant.now(), List.of("10"), List.of(Domain.DIGITAL), Kind.COLLECTIVE);
        alerting.tell(Occasion.publication(marne));
        alerting.tell(Occasion.publication(aube));
        preferences.change(reader.id(), new Preferences.Change(true, AUBE, Rhythm.WEEKLY, "fr"));
        digests.weekly();
        assertThat(catcher.await(reader.email().text()).text())
                .contains(aube.text())
                .doesNotContain(marne.text());
    }

    @Test
    void an_address_that_is_refused_for_good_is_not_tried_with_what_waits() {
        var gone = given.subscriber(MARNE, Rhythm.AT_ONCE);
        queueForLater(Occasion.publication(given.publishedCall(Instant.now())));
        refused.on(new AddressRefused(gone.id())); // on a thread of its own, as every listener
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(waiting(gone)).isZero());
    }

    @Test
    void a_fan_out_that_had_begun_before_is_waited_for() throws Exception {
        var leaving = given.subscriber(MARNE, Rhythm.AT_ONCE);
        Reference call = given.publishedCall(Instant.now());
        transaction.executeWithoutResult(t -> {
            queueForLater(Occasion.publication(call));
            var other = Thread.ofVirtual().start(() -> preferences.unsubscribe(leaving.id()));
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(waiting(leaving)).as("the fan-out did not see it").isEqualTo(1);
        });
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(waiting(leaving)).isZero());
    }

    @Test
    void the_withdrawal_reads_no_table_of_deliveries_from_end_to_end() {
        given.subscribers(3_000, "retrait-");
        try {
            queueForLater(Occasion.publication(given.publishedCall(Instant.now())));
            db.sql("analyze mail_delivery").update();
            String plan = String.join(
                    "\n",
                    db.sql("""
                    explain delete from mail_delivery d using mail_letter l
                     where l.letter_key is not null and l.text is not null and d.letter = l.id
                       and d.recipient_key = :recipient and d.state = 'QUEUED'
                       and (d.lease_until is null or d.lease_until < now())""")
                            .param("recipient", UUID.randomUUID())
                            .query(String.class)
                            .list());
            assertThat(plan).contains("mail_delivery_once").doesNotContain("Seq Scan on mail_delivery");
        } finally {
            db.sql("delete from mail_delivery where address like 'retrait-%'").update();
            db.sql("delete from subscription where email like 'retrait-%'").update();
        }
    }

    @Test
    void a_message_to_the_address_in_the_header_unsubscribes_its_holder_alone() throws Exception {
        var leaving = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var staying = given.subscriber(MARNE, Rhythm.AT_ONCE);
        alerting.tell(Occasion.publication(given.publishedCall(Instant.now())));
        String header = catcher.await(leaving.email().text()).header("List-Unsubscribe");
        assertThat(header)
                .matches("<http[^>]+/alertes/desinscription/[^>]+>, *<mailto:desinscription@[^>?]+\\?subject=[^>]+>");
        String token = header.replaceAll(".*subject=([^>]+)>", "$1");
        assertThat(token).isEqualTo(leaving.token());

        for (String subject :
                List.of("", "unsubscribe", "A".repeat(43), staying.token().substring(1), "x\r\n"))
            assertThat(mailed.receive("desinscription", message(subject))).isTrue();
        assertThat(subscriptions.find(staying.id())).isPresent();
        assertThat(mailed.receive("autre", message(staying.token()))).isFalse();
        assertThat(subscriptions.find(staying.id())).isPresent();

        assertThat(mailed.receive("Desinscription", message("Re: " + token))).isTrue();
        assertThat(mailed.receive("desinscription", message(token)))
                .as("twice is once")
                .isTrue();
        assertThat(subscriptions.find(leaving.id())).isEmpty();
        assertThat(subscriptions.find(staying.id())).isPresent();
    }

    private static MimeMessage message(String subject) throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setSubject(subject);
        return message;
    }

    /** As {@link Alerting#tell} does, but due in an hour: nothing leaves meanwhile. */
    private void queueForLater(Occasion occasion) {
        transaction.executeWithoutResult(t -> {
            long id = ledger.open(occasion, Instant.now()).orElseThrow();
            ledger.fill(id, occasion);
            mail.alerts(id, occasion, Instant.now().plus(Duration.ofHours(1)));
        });
    }

    private void lease(Subscription subscription, Instant until) {
        db.sql("update mail_delivery set leased_by = gen_random_uuid(), lease_until = :until where recipient_key = :id")
                .param("until", until.atOffset(java.time.ZoneOffset.UTC))
                .param("id", subscription.id())
                .update();
    }

    private long waiting(Subscription subscription) {
        return letters(subscription).size();
    }

    private List<String> letters(Subscription subscription) {
        return db.sql("""
                select l.letter_key from mail_delivery d join mail_letter l on l.id = d.letter
                 where d.recipient_key = :id and d.state = 'QUEUED'""")
                .param("id", subscription.id())
                .query((row, n) -> row.getString(1))
                .list();
    }
}
