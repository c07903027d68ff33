package org.maillage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.mail.Catcher;
import org.maillage.mail.Outbox;
import org.maillage.tenders.Reference;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.web.Languages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The witness sees the whole way of an alert; its silence is an alarm, a long queue is not. */
@MaillageTest
@Import(AlertStories.class)
class WitnessTest {
    @Autowired
    AlertStories given;

    @Autowired
    Alerting alerting;

    @Autowired
    Witness witness;

    @Autowired
    WitnessHealth health;

    @Autowired
    WitnessNotice notice;

    @Autowired
    Languages languages;

    @Autowired
    Outbox outbox;

    @Autowired
    Catcher catcher;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient db;

    @AfterEach
    void allIsWell() {
        clock.reset();
        db.sql("update alert_occasion set witness_back_at = at where witness_back_at is null")
                .update();
    }

    @Test
    void its_copy_goes_the_whole_way_and_comes_back() throws Exception {
        Reference call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        catcher.await(m -> m.recipient().startsWith("temoin@") && m.text().contains(call.path()), 1);
        for (int i = 0; i < 100 && !back(call); i++) Thread.sleep(50);
        assertThat(back(call)).isTrue();
        assertThat(db.sql("""
                        select a.turn from alert a
                          join subscription s on s.id = a.subscription and s.witness
                          join alert_occasion o on o.id = a.occasion
                         where o.tender = :tender""").param("tender", call.text()).query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void a_copy_that_does_not_come_back_degrades_health_and_warns_those_who_publish() {
        Reference call = lost();
        clock.advance(Duration.ofSeconds(100));
        witness.watch();
        assertThat(missed(call)).isFalse();

        clock.advance(Duration.ofSeconds(60));
        witness.watch();
        assertThat(missed(call)).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(WitnessHealth.DEGRADED);
        var t = languages.in(Locale.FRENCH);
        var officer = new Member(UUID.randomUUID(), "Officier", Role.OFFICER, new DlaId("marne"));
        assertThat(notice.text(officer, t))
                .hasValueSatisfying(words -> assertThat(words).contains(call.text()));
        assertThat(notice.text(new Member(UUID.randomUUID(), "Financeur", Role.FUNDER, null), t))
                .isEmpty();

        db.sql("update alert_occasion set witness_back_at = at where tender = :tender")
                .param("tender", call.text())
                .update();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_long_queue_alone_is_no_alarm_but_a_queue_that_stands_still_is() throws Exception {
        Reference call = lost();
        // Still queued behind others: nothing of its letter has left.
        db.sql("delete from mail_delivery d using mail_letter l where l.id = d.letter and l.letter_key like :key")
                .param("key", call.text() + "/%")
                .update();
        db.sql(
                        "update mail_letter set past_sent = 0, past_first_at = null, past_last_at = null where letter_key like :key")
                .param("key", call.text() + "/%")
                .update();
        clock.advance(Duration.ofMinutes(10));
        var reader = given.subscriber(Choices.ALL, Rhythm.AT_ONCE);
        var other = Occasion.publication(given.publishedCall(clock.instant()));
        alerting.tell(other); // others leave meanwhile
        catcher.await(reader.email().text());
        witness.watch();
        assertThat(missed(call)).isFalse();

        for (String language : AlertMail.LANGUAGES)
            for (int i = 0;
                    i < 200
                            && !outbox.fanOut(AlertMail.key(other.letterKey(), language))
                                    .done();
                    i++) Thread.sleep(50);

        clock.advance(Duration.ofMinutes(3));
        witness.watch();
        assertThat(missed(call)).isTrue();
    }

    @Test
    void nobody_else_confirms_in_its_place() throws Exception {
        Reference call = lost();
        var forged = new MimeMessage(Session.getInstance(new Properties()));
        forged.setHeader(Witness.LETTER, Occasion.publication(call).letterKey());
        forged.setHeader("List-Unsubscribe", "<http://localhost/alertes/desinscription/AAAA>");
        assertThat(witness.receive(Witness.LOCAL_PART, forged)).isTrue();
        assertThat(back(call)).isFalse();
        assertThat(witness.receive("quelqu-un", forged)).isFalse();
    }

    /** A call whose witness copy left and was then lost on the way back. */
    private Reference lost() {
        Reference call = given.publishedCall(Instant.now());
        alerting.tell(Occasion.publication(call));
        catcher.await(m -> m.recipient().startsWith("temoin@") && m.text().contains(call.path()), 1);
        for (int i = 0; i < 100 && !back(call); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        db.sql("update alert_occasion set witness_back_at = null where tender = :tender")
                .param("tender", call.text())
                .update();
        return call;
    }

    private boolean back(Reference call) {
        return db.sql("select witness_back_at is not null from alert_occasion where tender = :tender")
                .param("tender", call.text())
                .query(Boolean.class)
                .single();
    }

    private boolean missed(Reference call) {
        return db.sql("select witness_late_at is not null from alert_occasion where tender = :tender")
                .param("tender", call.text())
                .query(Boolean.class)
                .single();
    }
}
