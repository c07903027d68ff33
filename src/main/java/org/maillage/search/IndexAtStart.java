package org.maillage.search;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings in what no change has put in the index: rows that are older than the index itself, the demonstration's, and the
 * pages that come with this version of the program. Pages are served meanwhile.
 */
@Component
class IndexAtStart {
    private static final Logger log = LoggerFactory.getLogger(IndexAtStart.class);
    private final Reindexing reindexing;

    IndexAtStart(Reindexing reindexing) {
        this.reindexing = reindexing;
    }

    @EventListener(ApplicationReadyEvent.class)
    void complete() {
        try {
            var report = reindexing.run(reindexing.doubtful());
            if (report.differences() > 0) log.info("Search: {} entries brought in", report.differences());
        } catch (RuntimeException e) {
            log.error("The search index could not be completed; bin/reindex does it", e);
        }
    }
}
