package org.maillage.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maillage.mail.FanOut;
import org.maillage.mail.Outbox;
import org.maillage.tenders.AlertFigures;
import org.maillage.tenders.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the page of a call shows of its publication: how many were alerted, and when the first and the last message left. */
@Component
class AlertCounts implements AlertFigures {
    private final JdbcClient db;
    private final Outbox outbox;

    AlertCounts(JdbcClient db, Outbox outbox) {
        this.db = db;
        this.outbox = outbox;
    }

    @Override
    public Optional<Figures> of(Reference reference) {
        return db.sql("select alerted from alert_occasion where tender = :tender and kind = 'PUBLICATION'")
                .param("tender", reference.text())
                .query(Integer.class)
                .optional()
                .filter(alerted -> alerted > 0)
                .map(alerted -> {
                    var fanOuts = AlertMail.LANGUAGES.stream()
                            .map(language -> outbox.fanOut(AlertMail.key(
                                    Occasion.publication(reference).letterKey(), language)))
                            .toList();
                    return new Figures(
                            alerted,
                            reduce(fanOuts.stream(), FanOut::firstAt, (a, b) -> a.isBefore(b) ? a : b),
                            reduce(fanOuts.stream(), FanOut::lastAt, (a, b) -> a.isAfter(b) ? a : b));
                });
    }

    private static @Nullable Instant reduce(
            Stream<FanOut> fanOuts, Function<FanOut, @Nullable Instant> time, BinaryOperator<Instant> choice) {
        return fanOuts.flatMap(fanOut -> Stream.ofNullable(time.apply(fanOut)))
                .reduce(choice)
                .orElse(null);
    }
}
