package org.maillage.demonstration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maillage.network.Network;
import org.maillage.platform.Demonstration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty demonstration, once and whole, before the first page is served: killed in the middle, it begins again
 * at the next start.
 */
@Component
@Demonstration
@ConditionalOnProperty(name = "maillage.demonstration.data", matchIfMissing = true)
class DemonstrationData implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(DemonstrationData.class);

    /** Older calls come without their specification, so that the first start stays short. */
    private static final Duration DOCUMENTED = Duration.ofDays(180);

    private final CallRows calls;
    private final Subscribers subscribers;
    private final Specifications specifications;
    private final Network network;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemonstrationData(
            CallRows calls,
            Subscribers subscribers,
            Specifications specifications,
            Network network,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock) {
        this.calls = calls;
        this.subscribers = subscribers;
        this.specifications = specifications;
        this.network = network;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean filled = db.sql("select exists (select from tender)")
                .query(Boolean.class)
                .single();
        if (filled || network.dlas().isEmpty()) return;
        Instant now = clock.instant();
        List<Story> stories = new Stories(now).of(Themes.read());
        Map<UUID, byte[]> pdfs = stories.parallelStream()
                .filter(story -> story.createdAt().isAfter(now.minus(DOCUMENTED)))
                .collect(Collectors.toMap(Story::id, specifications::pdf));
        transaction.executeWithoutResult(status -> {
            calls.write(stories, pdfs);
            subscribers.write();
        });
        log.info("Demonstration: {} fictional calls, {} with their specification", stories.size(), pdfs.size());
    }
}
