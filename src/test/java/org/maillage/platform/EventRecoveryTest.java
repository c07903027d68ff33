package org.maillage.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.platform.Stumbling.Stumble;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An event outlives a listener that fails and a node that dies. */
@MaillageTest
class EventRecoveryTest {
    @Autowired
    EventRecovery recovery;

    @Autowired
    Stumbling listener;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    TestClock clock;

    private final UUID id = UUID.randomUUID();

    @AfterEach
    void nothingWaitsForOtherTests() {
        clock.reset();
        db.sql("delete from event_publication where serialized_event like ?")
                .param("%" + id + "%")
                .update();
    }

    @Test
    void an_event_whose_listener_failed_is_given_again_a_minute_later_and_then_leaves_no_row() {
        publish(1);
        await().untilAsserted(() -> assertThat(listener.calls(id)).isEqualTo(1));

        recovery.run();
        assertThat(listener.calls(id)).as("a minute has not passed").isEqualTo(1);

        clock.advance(EventRecovery.PATIENCE.plusSeconds(1));
        recovery.run();
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(listener.calls(id)).isEqualTo(2);
    }

    @Test
    void an_event_that_keeps_failing_stays_until_it_succeeds() {
        publish(3);
        for (int run = 1; run <= 3; run++) {
            int given = run;
            await().untilAsserted(() -> assertThat(listener.calls(id)).isEqualTo(given));
            assertThat(waiting()).isEqualTo(1);
            clock.advance(EventRecovery.PATIENCE.plusSeconds(1));
            recovery.run();
        }
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(listener.calls(id)).isEqualTo(4);
    }

    @Test
    void an_event_of_a_node_that_died_before_its_listener_was_done_is_treated_by_another() {
        for (String state : new String[] {"PUBLISHED", "PROCESSING"}) {
            // As that node left it: written with its transaction, and nobody there any more.
            db.sql("""
                    insert into event_publication
                           (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts)
                    values (gen_random_uuid(), :listener, :event, :json, :at, :state, 1)""")
                    .param("listener", Stumbling.class.getName() + ".on(" + Stumble.class.getName() + ")")
                    .param("event", Stumble.class.getName())
                    .param("json", "{\"id\":\"" + id + "\",\"failures\":0}")
                    .param("at", clock.instant().minusSeconds(120).atOffset(ZoneOffset.UTC))
                    .param("state", state)
                    .update();

            recovery.run();

            await(state).untilAsserted(() -> assertThat(waiting()).isZero());
        }
        assertThat(listener.calls(id)).isEqualTo(2);
    }

    private void publish(int failures) {
        transaction.executeWithoutResult(t -> events.publishEvent(new Stumble(id, failures)));
    }

    private int waiting() {
        return db.sql("select count(*) from event_publication where serialized_event like ?")
                .param("%" + id + "%")
                .query(Integer.class)
                .single();
    }
}
