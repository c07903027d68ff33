package org.maillage.mail;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * How mail fares. A long queue alone is no trouble; a queue that is old while nothing leaves is, and so is a server that
 * refuses us or none at all. Pages are served all the same: the status is {@code DEGRADED}, never down.
 */
@Component("mailHealth")
class MailHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");
    static final Duration OLD = Duration.ofMinutes(5);
    private static final Duration RECENT = Duration.ofMinutes(20);
    private final LoadingCache<Boolean, Waiting> waiting;
    private final Sender sender;
    private final MailFigures figures;
    private final DnsRecords dns;
    private final Clock clock;

    /**
     * The queue.
     *
     * @param oldestDue since when the first that should have left waits; null when none does
     * @param lastSent when the last message left, from any node
     */
    record Waiting(
            int queued,
            @Nullable Instant oldestDue,
            @Nullable Instant lastSent) {}

    MailHealth(Queue queue, Sender sender, MailFigures figures, DnsRecords dns, MeterRegistry meters, Clock clock) {
        this.waiting =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build(one -> queue.waiting());
        this.sender = sender;
        this.figures = figures;
        this.dns = dns;
        this.clock = clock;
        Gauge.builder("maillage.mail.queued", () -> waiting.get(true).queued()).register(meters);
        Gauge.builder(
                        "maillage.mail.oldest.seconds",
                        () -> age(waiting.get(true).oldestDue()).toSeconds())
                .register(meters);
    }

    @Override
    public Health health() {
        var now = waiting.get(true);
        String trouble = trouble(now);
        var health = (trouble.isEmpty() ? Health.up() : Health.status(DEGRADED).withDetail("trouble", trouble))
                .withDetail("queued", now.queued())
                .withDetail("oldestSeconds", age(now.oldestDue()).toSeconds())
                .withDetail("dns", dns.last());
        var last = figures.lastTrouble();
        if (last != null) health.withDetail("lastTrouble", last.at() + " " + last.what());
        return health.build();
    }

    private String trouble(Waiting now) {
        if (!sender.isRunning()) return "no mail server is set (MAILLAGE_SMTP_URL): letters wait";
        var refused = figures.lastRefusalOfUs();
        if (refused != null && age(refused.at()).compareTo(RECENT) < 0)
            return "the mail server refuses our messages: " + refused.what();
        boolean old = age(now.oldestDue()).compareTo(OLD) > 0;
        boolean leaving = now.lastSent() != null && age(now.lastSent()).compareTo(OLD) < 0;
        return old && !leaving ? "letters wait and nothing leaves" : "";
    }

    private Duration age(@Nullable Instant since) {
        if (since == null) return Duration.ZERO;
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
