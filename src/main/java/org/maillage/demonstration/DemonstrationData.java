package org.maillage.demonstration;

import java.time.Clock;
import java.util.List;
import org.maillage.network.Network;
import org.maillage.platform.Demonstration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills an empty demonstration, once: calls at first, before the first page; their documents just after, in the background. */
@Component
@Demonstration
@ConditionalOnProperty(name = "maillage.demonstration.data", matchIfMissing = true)
class DemonstrationData implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(DemonstrationData.class);
    private final CallRows calls;
    private final Network network;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemonstrationData(CallRows calls, Network network, JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.calls = calls;
        this.network = network;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean filled = db.sql("select exists (select from tender)")
                .query(Boolean.class)
                .single();
        if (filled || network.dlas().isEmpty()) return;
        List<Story> stories = new Stories(clock.instant()).of(Themes.read());
        transaction.executeWithoutResult(status -> calls.write(stories));
        log.info("Demonstration: {} fictional calls", stories.size());
    }
}
