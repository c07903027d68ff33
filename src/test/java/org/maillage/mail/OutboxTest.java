package org.maillage.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.EmailAddress;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the modules above rely on, over the real way: queue, SMTP, catcher. */
@MaillageTest
class OutboxTest {
    @Autowired
    Outbox outbox;

    @Autowired
    Queue queue;

    @Autowired
    Catcher catcher;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_letter_arrives_with_its_places_filled_and_escaped() {
        outbox.send(
                letter(
                        "Bonjour {{name}}",
                        "Texte : {{name}} & {{link}}",
                        "<p>{{name}}</p><a href=\"{{link}}\">ici</a>"),
                EmailAddress.of("places@example.org"),
                Map.of(
                        "name",
                        "Zoé <b> & Cie",
                        "link",
                        "https://example.org/?a=1&b=\"2\"",
                        "unsubscribe",
                        "https://example.org/u"));

        var message = catcher.await("places@example.org");

        assertThat(message.subject()).isEqualTo("Bonjour Zoé <b> & Cie");
        assertThat(message.text().strip()).isEqualTo("Texte : Zoé <b> & Cie & https://example.org/?a=1&b=\"2\"");
        assertThat(message.html().strip())
                .isEqualTo(
                        "<p>Zoé &lt;b&gt; &amp; Cie</p><a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\">ici</a>");
        assertThat(message.header("List-Unsubscribe")).isEqualTo("<https://example.org/u>");
        assertThat(message.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(message.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(message.header("Message-ID")).endsWith("@maillage.example.org>");
        assertThat(message.sender()).startsWith("retour+").endsWith("@maillage.example.org");
    }

    @Test
    void an_invitation_arrives_with_its_calendar_and_is_erased_once_gone() {
        String address = UUID.randomUUID() + "@example.org";
        String calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Réunion {{name}}\r\nEND:VCALENDAR\r\n";
        var invitation = new Letter(
                "agenda",
                Priority.NORMAL,
                "Invitation",
                "x",
                "<p>x</p>",
                Map.of(),
                false,
                new Letter.CalendarPart("REQUEST", calendar));
        outbox.send(invitation, EmailAddress.of(address), Map.of("name", "Zoé"));

        var message = catcher.await(address);

        assertThat(message.attachments())
                .extracting(CaughtMessage.Attachment::type)
                .anyMatch(type -> type.startsWith("text/calendar") && type.contains("method=REQUEST"))
                .anyMatch(type -> type.startsWith("application/ics"));
        assertThat(message.attachments())
                .allSatisfy(part -> assertThat(new String(part.content(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo(calendar));
        await().untilAsserted(() -> {
            queue.eraseWhatHasLeft();
            assertThat(db.sql("select count(*) from mail_letter where headers::text like '%VCALENDAR%'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        });
    }

    @Test
    void what_is_rolled_back_is_not_sent() {
        transaction.executeWithoutResult(t -> {
            outbox.send(letter("Jamais", "x", ""), EmailAddress.of("never@example.org"), Map.of());
            t.setRollbackOnly();
        });
        outbox.send(letter("Après", "x", ""), EmailAddress.of("after@example.org"), Map.of());

        catcher.await("after@example.org");
        assertThat(catcher.to("never@example.org")).isEmpty();
    }

    @Test
    void a_fan_out_repeated_reaches_nobody_twice_and_is_counted() {
        String key = "test/" + UUID.randomUUID();
        String domain = UUID.randomUUID() + ".example.org";
        String everyone = """
                select gen_random_uuid_of(n) as recipient_key, n || '@' || :domain as address,
                       jsonb_build_object('n', n::text) as fields, n as turn
                  from generate_series(1, 250) n""".replace("gen_random_uuid_of(n)", "md5(:domain || n)::uuid");

        int first = outbox.sendToAll(key, letter("N° {{n}}", "x", ""), everyone, Map.of("domain", domain));
        int again = outbox.sendToAll(key, letter("N° {{n}}", "x", ""), everyone, Map.of("domain", domain));

        assertThat(first).isEqualTo(250);
        assertThat(again).isZero();
        catcher.await(m -> m.recipient().endsWith("@" + domain), 250);
        await().untilAsserted(() -> assertThat(outbox.fanOut(key).done()).isTrue());
        var fanOut = outbox.fanOut(key);
        assertThat(fanOut.recipients()).isEqualTo(250);
        assertThat(fanOut.sent()).isEqualTo(250);
        assertThat(fanOut.firstAt()).isNotNull();
        assertThat(catcher.find(m -> m.recipient().endsWith("@" + domain))).hasSize(250);
    }

    @Test
    void once_gone_a_message_leaves_no_address_and_its_figures_outlive_it() {
        String key = "test/" + UUID.randomUUID();
        String address = UUID.randomUUID() + "@example.org";
        outbox.sendToAll(
                key,
                letter("x", "x", ""),
                "select gen_random_uuid() as recipient_key, :address as address, '{}'::jsonb as fields, 1 as turn",
                Map.of("address", address));
        catcher.await(address);
        await().untilAsserted(() -> assertThat(outbox.fanOut(key).done()).isTrue());

        assertThat(db.sql("select count(*) from mail_delivery where address is not null and address = :a")
                        .param("a", address)
                        .query(Integer.class)
                        .single())
                .isZero();
        db.sql("delete from mail_delivery where letter = (select id from mail_letter where letter_key = :key)")
                .param("key", key)
                .update();
        var fanOut = outbox.fanOut(key);
        assertThat(fanOut.sent()).isEqualTo(1);
        assertThat(fanOut.firstAt()).isNotNull();
    }

    private static Letter letter(String subject, String text, String html) {
        return new Letter("test", Priority.NORMAL, subject, text, html, Map.of(), false);
    }
}
