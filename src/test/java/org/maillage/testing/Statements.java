package org.maillage.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Listens to what Spring sends to the database while something happens, in this thread. */
public final class Statements {
    private Statements() {}

    public static List<String> during(Runnable what) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var heard = new ListAppender<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getThreadName(); // worked out when first asked for: it must be asked in its own thread
                super.append(event);
            }
        };
        heard.start();
        boolean additive = logger.isAdditive();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(heard);
        try {
            what.run();
        } finally {
            logger.detachAppender(heard);
            logger.setLevel(null);
            logger.setAdditive(additive);
        }
        String here = Thread.currentThread().getName(); // the outbox's workers ask the database too
        return heard.list.stream()
                .filter(e -> e.getThreadName().equals(here))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(m -> m.startsWith("Executing prepared SQL statement") || m.startsWith("Executing SQL"))
                .toList();
    }
}
