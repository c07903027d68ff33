package org.maillage.demonstration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
 * Fills an empty demonstration, chapter by chapter, before the first page is served: killed in the middle, it goes on
 * with the first chapter that is not there at the next start.
 */
@Component
@Demonstration
@ConditionalOnProperty(name = "maillage.demonstration.data", matchIfMissing = true)
class DemonstrationData implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(DemonstrationData.class);

    private final List<Chapter> chapters;
    private final Network network;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemonstrationData(
            List<Chapter> chapters, Network network, JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.chapters = chapters;
        this.network = network;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (network.dlas().isEmpty()) return;
        Instant now = clock.instant();
        for (Chapter chapter : chapters) {
            if (filled(chapter.table())) continue;
            transaction.executeWithoutResult(status -> chapter.write(now));
            log.info("Demonstration: {} written", chapter.getClass().getSimpleName());
        }
    }

    private boolean filled(String table) {
        return db.sql("select exists (select from " + table + ")")
                .query(Boolean.class)
                .single();
    }
}
