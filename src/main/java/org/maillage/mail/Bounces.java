package org.maillage.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads delivery reports that come to our return paths. A hard one counts as a refusal at RCPT does, a soft one is only
 * counted. Only whoever received our message knows its return path; what is sent to any other is dropped.
 */
@Component
@Order(0)
class Bounces implements IncomingMail {
    private final ReturnPath returnPath;
    private final Refusals refusals;
    private final JdbcClient db;
    private final Clock clock;
    private final MeterRegistry meters;

    Bounces(ReturnPath returnPath, Refusals refusals, JdbcClient db, Clock clock, MeterRegistry meters) {
        this.returnPath = returnPath;
        this.refusals = refusals;
        this.db = db;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    @Transactional
    public boolean receive(String localPart, MimeMessage message) throws MessagingException, IOException {
        OptionalLong delivery = returnPath.read(localPart + "@");
        if (delivery.isEmpty()) return false;
        var report = DeliveryReport.read(message);
        if (report.isPresent()) record(delivery.getAsLong(), report.get());
        return true;
    }

    private void record(long delivery, DeliveryReport report) {
        var limit = clock.instant().atOffset(ZoneOffset.UTC).minus(MailTraces.REPORTS_ARRIVE_WITHIN);
        // A soft report may be followed by a hard one; the reverse says nothing new.
        var recipient = db.sql("""
                update mail_delivery set report = :report
                 where id = :id and state = 'SENT' and sent_at > :limit
                   and (report is null or (report = 'SOFT' and :report = 'HARD'))
                returning recipient_key""")
                .param("report", report.name())
                .param("id", delivery)
                .param("limit", limit)
                .query((row, n) -> java.util.Optional.ofNullable(row.getObject("recipient_key", UUID.class)))
                .list();
        if (recipient.isEmpty()) return;
        meters.counter("maillage.mail.reports", "kind", report.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
        if (report == DeliveryReport.HARD) recipient.getFirst().ifPresent(refusals::count);
    }
}
