package org.maillage.demonstration;

import java.util.Map;
import org.maillage.mail.Letter;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.platform.Demonstration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes once the way of a fan-out, into the demonstration's own letter box, while the JDK's AOT cache is made ({@code
 * bin/app}): what the JVM learns there about the code that sends, it knows at each later start.
 */
@Component
@Demonstration
@ConditionalOnProperty("maillage.rehearsal")
class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final String KEY = "rehearsal/";
    private static final int ROUNDS = 4;
    private static final int RECIPIENTS = 4_000;
    private static final int LONGEST_POLLS = 300;

    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Rehearsal(Outbox outbox, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void rehearse() {
        Thread.ofVirtual().name("rehearsal").start(() -> {
            for (int round = 1; round <= ROUNDS; round++) fanOut(KEY + round);
            log.info("Rehearsed");
        });
    }

    private void fanOut(String key) {
        var letter = new Letter(
                "rehearsal",
                Priority.BULK,
                "Répétition",
                "Bonjour,\n\n" + "Une ligne de texte, avec des accents : é è à ç.\n".repeat(40) + "{{preferences}}\n",
                "<p>Bonjour</p>" + "<p>Une ligne de texte, avec des accents : é è à ç.</p>\n".repeat(40)
                        + "<p>{{why}} {{preferences}}</p>",
                Map.of("List-Id", "rehearsal <rehearsal.example.org>"),
                true);
        transaction.executeWithoutResult(t -> outbox.sendToAll(
                key,
                letter,
                "select gen_random_uuid() recipient_key, 'r' || n || '@example.org' address, n::bigint turn, "
                        + "jsonb_build_object('why', 'Marne · Numérique', 'preferences', :address || n, "
                        + "'unsubscribe', :address || n) fields from generate_series(1, " + RECIPIENTS + ") n",
                Map.of("address", "http://localhost/alertes/preferences/")));
        for (int poll = 0; poll < LONGEST_POLLS && !outbox.fanOut(key).done(); poll++) pause();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
