package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.platform.Secrets;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Servers that refuse, stall, drop and disappear; nodes that are killed. Real sockets, real PostgreSQL. */
@MaillageTest
class SenderTest {
    @Autowired
    Secrets secrets;

    MailNode node;
    ScriptedSmtp server;

    @BeforeEach
    void open() throws IOException {
        node = new MailNode(secrets);
        server = new ScriptedSmtp();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
        server.close();
    }

    @Test
    void a_refusal_for_now_is_tried_again_later_and_arrives() {
        server.answering((step, to) -> step.equals("RCPT") && node.figures.lastSent() == null ? "451 4.2.0 later" : "");
        node.sender(server.url(), 2);
        node.send("grey@example.org");
        await().untilAsserted(() -> assertThat(attempts()).isEqualTo(1));
        assertThat(server.received).isEmpty();

        server.answering((step, to) -> "");
        node.clock.advance(Duration.ofSeconds(61));
        node.wake();

        await().untilAsserted(() -> assertThat(server.recipients()).containsExactly("grey@example.org"));
    }

    @Test
    void an_address_refused_twice_is_told_once_it_is_sure_and_the_others_get_theirs() {
        UUID gone = UUID.randomUUID();
        server.answering((step, to) -> step.equals("RCPT") && to.startsWith("gone") ? "550 5.1.1 no such user" : "");
        node.sender(server.url(), 2);

        node.sendTo(gone, "first", "gone@example.org");
        await().untilAsserted(() -> assertThat(node.count("REFUSED")).isEqualTo(1));
        assertThat(node.events).isEmpty();
        node.sendTo(gone, "second", "gone@example.org");
        await().untilAsserted(() -> assertThat(node.events).containsExactly(new AddressRefused(gone)));

        node.fanOut("others", 20, "example.org");
        await().untilAsserted(() -> assertThat(server.received).hasSize(20));
    }

    @Test
    void a_refusal_of_us_counts_against_no_address_and_is_told_to_the_operator() {
        server.answering((step, to) -> step.equals("RCPT") && to.startsWith("policy")
                ? "550 5.7.1 relay denied"
                : step.equals("END") && to.startsWith("content") ? "554 5.6.0 bad content" : "");
        node.sender(server.url(), 1);
        node.sendTo(UUID.randomUUID(), "policy", "policy@example.org");
        node.sendTo(UUID.randomUUID(), "content", "content@example.org");
        node.send("fine@example.org");

        await().untilAsserted(() -> assertThat(server.recipients()).containsExactly("fine@example.org"));
        await().untilAsserted(() -> assertThat(
                        node.number("select count(*) from mail_delivery where state = 'QUEUED' and attempts = 1"))
                .isEqualTo(2));
        assertThat(node.figures.lastRefusalOfUs()).isNotNull();
        assertThat(node.number("select count(*) from mail_refusal")).isZero();
    }

    @Test
    void a_line_dropped_in_the_middle_of_a_message_costs_that_message_a_delay_and_no_other_anything() {
        server.answering((step, to) -> step.equals("BODY") && to.startsWith("poison") ? ScriptedSmtp.DROP : "");
        node.sender(server.url(), 1);
        node.send("poison@example.org");
        node.fanOut("others", 30, "example.org");

        await().untilAsserted(() -> assertThat(server.received).hasSize(30));
        assertThat(node.number("select attempts from mail_delivery where address = 'poison@example.org'"))
                .isEqualTo(1);

        server.answering((step, to) -> "");
        node.clock.advance(Duration.ofSeconds(11));
        await().untilAsserted(() -> assertThat(server.recipients()).contains("poison@example.org"));
    }

    @Test
    void a_server_that_stalls_on_one_message_does_not_hold_up_the_other_connections() {
        server.answering((step, to) -> step.equals("END") && to.startsWith("1@") ? ScriptedSmtp.STALL : "");
        node.sender(server.url(), 3);
        node.fanOut("all", 100, "example.org");

        await().untilAsserted(() -> assertThat(server.received).hasSize(99));
    }

    @Test
    void a_server_that_was_down_gets_everything_in_order_of_age_when_it_returns() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        node.sender(new SmtpUrl("127.0.0.1", port, SmtpUrl.Tls.NONE, "", ""), 1);
        for (int i = 1; i <= 5; i++) {
            node.send(i + "@example.org");
            node.clock.advance(Duration.ofMinutes(10));
        }
        await().untilAsserted(() -> assertThat(node.figures.lastTrouble()).isNotNull());
        assertThat(node.number("select max(attempts) from mail_delivery")).isZero();

        try (var back = new ScriptedSmtp(port)) {
            await().untilAsserted(() -> assertThat(back.recipients())
                    .containsExactly(
                            "1@example.org", "2@example.org", "3@example.org", "4@example.org", "5@example.org"));
        }
    }

    @Test
    void what_is_urgent_overtakes_a_fan_out_under_way() {
        node.sender(server.url(), 2, 200, node.deliveries);
        node.fanOut("bulk", 600, "bulk.example.org");
        await().until(() -> server.received.size() > 50);
        int before = server.received.size();

        node.send("urgent@example.org", Priority.AT_ONCE);

        await().until(() -> server.recipients().contains("urgent@example.org"));
        assertThat(server.recipients().indexOf("urgent@example.org") - before).isLessThan(60);
        assertThat(node.count("QUEUED")).isGreaterThan(100);
    }

    @Test
    void what_a_killed_node_held_is_taken_over_when_its_lease_ends() {
        node.fanOut("all", 50, "example.org");
        assertThat(node.deliveries.claim(UUID.randomUUID(), Priority.BULK, 30)).hasSize(30);
        node.sender(server.url(), 2);

        await().untilAsserted(() -> assertThat(server.received).hasSize(20));
        node.clock.advance(Deliveries.LEASE.plusSeconds(1));
        await().untilAsserted(
                        () -> assertThat(new HashSet<>(server.recipients())).hasSize(50));
        assertThat(server.received).hasSize(50);
    }

    @Test
    void a_node_killed_before_it_records_doubles_at_most_one_message_a_connection_and_loses_none() {
        int connections = 4;
        var never = new CountDownLatch(1);
        var killed = new Deliveries(node.db, JsonMapper.builder().build(), node.clock) {
            @Override
            void sent(Collection<Long> ids) {
                try {
                    never.await(); // the node dies here: what was sent is never recorded
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            void renew(UUID node, Collection<Long> ids) {}
        };
        node.fanOut("all", 200, "example.org");
        node.sender(server.url(), connections, 0, killed);
        await().until(() -> server.received.size() == connections);
        await().during(Duration.ofSeconds(1)).until(() -> server.received.size() == connections);

        node.clock.advance(Deliveries.LEASE.plusSeconds(1));
        node.sender(server.url(), connections);

        await().untilAsserted(
                        () -> assertThat(new HashSet<>(server.recipients())).hasSize(200));
        assertThat(server.received.size() - 200).isLessThanOrEqualTo(connections);
        // A doubled message is recognised: both copies have one identifier.
        assertThat(server.received.stream().map(r -> r.header("Message-ID")).distinct())
                .hasSize(200);
        never.countDown();
    }

    @Test
    void two_nodes_on_one_queue_send_to_nobody_twice() {
        node.fanOut("all", 3_000, "example.org");
        node.sender(server.url(), 4);
        node.sender(server.url(), 4);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.received).hasSize(3_000));
        assertThat(new HashSet<>(server.recipients()))
                .containsAll(IntStream.rangeClosed(1, 3_000)
                        .mapToObj(i -> i + "@example.org")
                        .toList());
    }

    @Test
    void after_two_days_of_refusals_it_is_given_up_and_the_address_erased() {
        server.answering((step, to) -> step.equals("RCPT") ? "450 4.2.1 busy" : "");
        node.sender(server.url(), 1);
        node.send("busy@example.org");
        await().untilAsserted(() -> assertThat(attempts()).isEqualTo(1));

        node.clock.advance(Duration.ofHours(49));
        node.wake();

        await().untilAsserted(() -> assertThat(node.count("GIVEN_UP")).isEqualTo(1));
        assertThat(node.number("select count(*) from mail_delivery where address is not null"))
                .isZero();
    }

    @Test
    void lines_that_the_server_closed_while_they_lay_idle_delay_nothing() throws IOException {
        node.sender(server.url(), 8);
        node.fanOut("first", 200, "one.example.org");
        await().untilAsserted(() -> assertThat(server.received).hasSize(200));
        server.hangUp();

        node.fanOut("second", 200, "two.example.org");

        await().untilAsserted(() -> assertThat(server.received).hasSize(400));
        assertThat(node.figures.lastTrouble())
                .as("the server was never in doubt")
                .isNull();
        assertThat(node.number("select max(attempts) from mail_delivery")).isZero();
    }

    @Test
    void a_server_that_takes_one_command_at_a_time_gets_one_at_a_time() {
        server.pipelining = false;
        server.answering((step, to) -> step.equals("RCPT") && to.startsWith("7@") ? "550 5.1.1 no such user" : "");
        node.sender(server.url(), 3);
        node.fanOut("all", 100, "example.org");

        await().untilAsserted(() -> assertThat(server.received).hasSize(99));
        await().untilAsserted(() -> assertThat(node.count("REFUSED")).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_refusal_among_commands_that_came_together_stops_neither_what_was_before_nor_what_comes_after(boolean waits) {
        server.waitsForNothing = waits;
        server.answering((step, to) -> {
            int number = to.matches("\\d+@.*") ? Integer.parseInt(to.substring(0, to.indexOf('@'))) : 0;
            if (step.equals("RCPT") && number % 5 == 0) return "550 5.1.1 no such user";
            if (step.equals("END") && number % 5 == 1) return "451 4.3.0 later";
            return "";
        });
        node.sender(server.url(), 2);
        node.fanOut("all", 200, "example.org");

        await().untilAsserted(() -> assertThat(server.received).hasSize(120));
        await().untilAsserted(() -> assertThat(node.count("REFUSED")).isEqualTo(40));
        await().untilAsserted(() -> assertThat(
                        node.number("select count(*) from mail_delivery where state = 'QUEUED' and attempts = 1"))
                .isEqualTo(40));
        assertThat(new HashSet<>(server.recipients())).hasSize(120);
    }

    @Test
    void a_server_that_says_goodbye_after_each_message_still_gets_them_all() {
        var since = new java.util.concurrent.atomic.AtomicInteger();
        server.answering((step, to) ->
                step.equals("MAIL") && since.incrementAndGet() % 10 == 0 ? "421 4.7.0 enough on this line" : "");
        node.sender(server.url(), 1);
        node.fanOut("all", 60, "example.org");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.received).hasSize(60));
        assertThat(new HashSet<>(server.recipients())).hasSize(60);
        assertThat(node.number("select max(attempts) from mail_delivery")).isZero();
    }

    @Test
    void an_address_that_is_none_is_refused_before_it_reaches_the_wire() {
        node.sender(server.url(), 1);
        node.sendTo(UUID.randomUUID(), "bad", "a@example.org>\r\nRCPT TO:<b@example.org");
        node.send("good@example.org");

        await().untilAsserted(() -> assertThat(server.recipients()).containsExactly("good@example.org"));
        await().untilAsserted(() -> assertThat(node.count("REFUSED")).isEqualTo(1));
    }

    private int attempts() {
        return node.number("select max(attempts) from mail_delivery");
    }
}
