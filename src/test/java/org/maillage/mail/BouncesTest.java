package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports as Postfix, Exchange and Gmail write them, and what an open port gets besides. */
@MaillageTest
class BouncesTest {
    @Autowired
    Outbox outbox;

    @Autowired
    Catcher catcher;

    @Autowired
    Arrivals arrivals;

    @Autowired
    ReturnPath returnPath;

    @Autowired
    MailIdentity identity;

    @Autowired
    JdbcClient db;

    @ParameterizedTest
    @CsvSource({"postfix,HARD", "exchange,HARD", "gmail,HARD", "full,SOFT", "delayed,SOFT", "policy,SOFT"})
    void a_report_is_understood_whoever_wrote_it(String sample, String expected) {
        UUID recipient = UUID.randomUUID();
        String path = sent(recipient);

        arrivals.receive(path, report(sample, path));
        arrivals.receive(path, report(sample, path)); // twice is once

        assertThat(reportOf(path)).isEqualTo(expected);
        assertThat(refusals(recipient)).isEqualTo(expected.equals("HARD") ? 1 : 0);
    }

    @Test
    void a_report_of_success_a_holiday_answer_and_garbage_say_nothing() {
        UUID recipient = UUID.randomUUID();
        String path = sent(recipient);

        arrivals.receive(path, report("success", path));
        arrivals.receive(path, report("holiday", path));
        arrivals.receive(path, new byte[] {0, 1, 2, (byte) 200, '\n'});
        arrivals.receive(
                path,
                "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        arrivals.receive(
                path,
                ("Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
                                + "A: b\r\n\r\n".repeat(200_000))
                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(reportOf(path)).isNull();
        assertThat(refusals(recipient)).isZero();
    }

    @Test
    void nobody_makes_up_a_return_path() {
        UUID recipient = UUID.randomUUID();
        String path = sent(recipient);
        String forged = path.replaceAll("-[0-9a-f]{4}", "-0000");

        arrivals.receive(forged, report("postfix", forged));
        arrivals.receive("retour+1-0123456789abcdef@maillage.example.org", report("postfix", path));

        assertThat(refusals(recipient)).isZero();
        assertThat(returnPath.read(path.toUpperCase(java.util.Locale.ROOT))).isPresent();
        assertThat(returnPath.read("retour+zzzzzzzzzzzzz-0123456789abcdef@x")).isEmpty();
    }

    @Test
    void reports_are_fetched_from_a_mailbox_and_nothing_stays_there() throws Exception {
        UUID recipient = UUID.randomUUID();
        String path = sent(recipient);
        var mail = new GreenMail(new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort()});
        mail.start();
        try {
            mail.setUser("reports@maillage.example.org", "reports", "secret");
            for (String sample : new String[] {"holiday", "postfix"})
                mail.getUserManager()
                        .getUser("reports")
                        .deliver(GreenMailUtil.newMimeMessage("X-Original-To: " + path + "\r\n"
                                + new String(report(sample, path), StandardCharsets.UTF_8)));
            var mailbox = new BounceMailbox(
                    "imap://reports:secret@127.0.0.1:" + mail.getImap().getPort() + "/INBOX", arrivals);

            assertThat(mailbox.fetch()).isEqualTo(2);
            assertThat(mailbox.fetch()).isZero();
        } finally {
            mail.stop();
        }
        assertThat(refusals(recipient)).isEqualTo(1);
    }

    @Test
    void the_listener_takes_mail_for_the_platform_only() throws Exception {
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var settings = new MailSettings(null, 1, 0, null, null, port, null, null, null, null, null);
        var listener = new BounceListener(settings, identity, arrivals);
        listener.start();
        try {
            UUID recipient = UUID.randomUUID();
            String path = sent(recipient);
            var connection = new SmtpServer(new SmtpUrl("127.0.0.1", port, SmtpUrl.Tls.NONE, "", ""), "test").connect();
            var message = new java.io.ByteArrayOutputStream();
            message.writeBytes(report("postfix", path));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> connection.announce(new SmtpConnection.Envelope("", "victim@elsewhere.example.org")))
                    .isInstanceOf(SmtpRefusal.class);
            connection.announce(new SmtpConnection.Envelope("", path));
            connection.end(message, null);
            connection.ended();
            connection.close();
            await().untilAsserted(() -> assertThat(refusals(recipient)).isEqualTo(1));
        } finally {
            listener.stop();
        }
    }

    /** Sends one letter and gives its return path once it is on record. */
    private String sent(UUID recipient) {
        String address = recipient + "@example.org";
        outbox.sendToAll(
                "bounces/" + recipient,
                new Letter("test", Priority.NORMAL, "x", "x", "", Map.of(), true),
                "select cast(:key as uuid) recipient_key, :address address, '{}'::jsonb fields, 1::bigint turn",
                Map.of("key", recipient.toString(), "address", address));
        String path = catcher.await(address).sender();
        await().untilAsserted(() ->
                assertThat(outbox.fanOut("bounces/" + recipient).done()).isTrue());
        return path;
    }

    private @org.jspecify.annotations.Nullable String reportOf(String path) {
        return (String) db.sql("select report from mail_delivery where id = :id")
                .param("id", returnPath.read(path).orElseThrow())
                .query()
                .listOfRows()
                .getFirst()
                .get("report");
    }

    private int refusals(UUID recipient) {
        return db.sql("select coalesce(sum(refusals), 0) from mail_refusal where recipient_key = :key")
                .param("key", recipient)
                .query(Integer.class)
                .single();
    }

    private static byte[] report(String sample, String path) {
        try (var in = BouncesTest.class.getResourceAsStream("/mail/reports/" + sample + ".eml")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("RETURN_PATH", path)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
