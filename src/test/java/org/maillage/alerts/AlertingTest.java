package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Domain;
import org.maillage.mail.AddressRefused;
import org.maillage.mail.Catcher;
import org.maillage.tenders.AlertFigures;
import org.maillage.tenders.Kind;
import org.maillage.tenders.Reference;
import org.maillage.tenders.TenderPublished;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of what, in which order, and how often: once. */
@MaillageTest
@Import(AlertStories.class)
class AlertingTest {
    @Autowired
    AlertStories given;

    @Autowired
    Alerting alerting;

    @Autowired
    RefusedAddresses refused;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    AlertFigures figures;

    @Autowired
    Catcher catcher;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private static final Choices MARNE = AlertStories.choices(List.of("51"), List.of(), List.of());
    private static final Choices AUBE = AlertStories.choices(List.of("10"), List.of(), List.of());

    @Test
    void a_published_call_reaches_who_chose_it_and_nobody_else() {
        var marne = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var everything = given.subscriber(Choices.ALL, Rhythm.AT_ONCE, true, "en");
        var aube = given.subscriber(AUBE, Rhythm.AT_ONCE);
        Reference call = given.publishedCall(Instant.now());

        transaction.executeWithoutResult(t -> events.publishEvent(new TenderPublished(call)));

        var message = catcher.await(marne.email().text());
        assertThat(message.subject()).startsWith("Appel d’offres : Consolider");
        assertThat(message.text()).contains("Pourquoi ce message : Marne", marne.unsubscriptionPath(), call.path());
        assertThat(catcher.await(everything.email().text()).text()).contains("Why this message: all calls");
        assertThat(told(call, Occasion.Kind.PUBLICATION))
                .contains(marne.id(), everything.id())
                .doesNotContain(aube.id());
        assertThat(figures.of(call).orElseThrow().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void each_alert_says_which_choice_made_it_come() {
        var chosen = given.subscriber(
                AlertStories.choices(List.of("08", "51"), List.of(Domain.FINANCE, Domain.LEGAL), List.of()),
                Rhythm.AT_ONCE);
        alerting.tell(Occasion.publication(given.publishedCall(Instant.now())));
        assertThat(why(chosen)).isEqualTo("Marne · Gestion financière");
    }

    @Test
    void an_event_received_twice_or_at_the_same_time_tells_once() throws Exception {
        var subscriber = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var call = given.publishedCall(Instant.now());
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> alerting.tell(Occasion.publication(call))))
                    .toList();
            for (var one : all) one.get();
        }
        alerting.tell(Occasion.publication(call));
        assertThat(messages(subscriber)).isEqualTo(1);
        assertThat(told(call, Occasion.Kind.PUBLICATION)).doesNotHaveDuplicates();
    }

    @Test
    void what_follows_goes_to_those_who_were_told_and_to_those_who_follow() {
        var before = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var leaving = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        var after = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var follower = given.subscriber(AUBE, Rhythm.WEEKLY, false, "fr");
        subscriptions.follow(follower.id(), call, Instant.now());
        subscriptions.delete(leaving.id());

        alerting.tell(new Occasion(call, Occasion.Kind.ANSWERS, 1));

        assertThat(told(call, Occasion.Kind.ANSWERS))
                .contains(before.id(), follower.id())
                .doesNotContain(after.id(), leaving.id());
        assertThat(why(follower)).isEqualTo("vous suivez cet appel");
        alerting.tell(new Occasion(call, Occasion.Kind.ANSWERS, 2));
        assertThat(messages(follower)).isEqualTo(2);
    }

    @Test
    void the_order_owes_nothing_to_age_or_identifier() {
        int many = 2_000;
        given.subscribers(many, "ordre-");
        try {
            var call = given.publishedCall(
                    Instant.now(), List.of("51"), List.of(Domain.FINANCE, Domain.DIGITAL), Kind.COLLECTIVE);
            alerting.tell(Occasion.publication(call));
            for (String by : List.of("s.id", "s.email", "s.language", "cardinality(s.departments)")) {
                double correlation = db.sql("""
                        select abs(corr(a.turn, r.rank)) from alert a
                          join alert_occasion o on o.id = a.occasion and o.tender = :tender
                          join (select s.id, row_number() over (order by\s""" + by + """
                         ) rank from subscription s) r on r.id = a.subscription""")
                        .param("tender", call.text())
                        .query(Double.class)
                        .single();
                // One over the square root of 2,000 is the usual distance: 0.02.
                assertThat(correlation).as(by).isLessThan(0.2);
            }
            assertThat(db.sql("""
                            select count(distinct d.next_attempt_at) from mail_delivery d join mail_letter l on l.id = d.letter
                             where l.letter_key like :key""")
                            .param("key", call.text() + "/%")
                            .query(Integer.class)
                            .single())
                    .as("both languages are due at one moment")
                    .isEqualTo(1);
        } finally {
            db.sql("delete from subscription where email like 'ordre-%'").update();
        }
    }

    @Test
    void an_address_that_is_refused_is_told_nothing_more() {
        var gone = given.subscriber(MARNE, Rhythm.AT_ONCE);
        transaction.executeWithoutResult(t -> subscriptions.markUndeliverable(gone.id(), Instant.now()));
        refused.on(new AddressRefused(gone.id()));
        var call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        assertThat(told(call, Occasion.Kind.PUBLICATION)).doesNotContain(gone.id());
    }

    @Test
    void amendment_outcome_and_cancellation_have_letters_of_their_own() {
        var reader = given.subscriber(MARNE, Rhythm.AT_ONCE);
        var call = given.publishedCall(Instant.now().minus(Duration.ofDays(30)));
        alerting.tell(Occasion.publication(call));
        given.amended(call, "Le calendrier change : la {{code}} date est repoussée.");
        alerting.tell(new Occasion(call, Occasion.Kind.AMENDMENT, 1));
        given.closedAndAwarded(call, "Coopérative Exemple");
        alerting.tell(new Occasion(call, Occasion.Kind.OUTCOME, 0));

        var texts = catcher.await(m -> m.recipient().equals(reader.email().text()), 3).stream()
                .map(m -> m.subject() + "\n" + m.text())
                .toList();
        assertThat(texts).anySatisfy(t -> assertThat(t).contains("Rectificatif", "la { {code}} date est repoussée"));
        assertThat(texts)
                .anySatisfy(t -> assertThat(t).contains("Issue de l’appel", "Attribué à : Coopérative Exemple"));
    }

    private List<UUID> told(Reference call, Occasion.Kind kind) {
        return db.sql("""
                select a.subscription from alert a join alert_occasion o on o.id = a.occasion
                 where o.tender = :tender and o.kind = :kind""")
                .param("tender", call.text())
                .param("kind", kind.name())
                .query((row, n) -> UUID.fromString(row.getString("subscription")))
                .list();
    }

    private String why(Subscription subscription) {
        return catcher.await(subscription.email().text())
                .text()
                .replaceAll("(?s).*Pourquoi ce message : ([^\\r\\n]*).*", "$1");
    }

    private int messages(Subscription subscription) {
        return db.sql("select count(*) from mail_delivery where recipient_key = :id")
                .param("id", subscription.id())
                .query(Integer.class)
                .single();
    }
}
