package org.maillage.network;

import java.time.Duration;
import java.time.Period;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rules that belong to the network, not to an operator. A row in {@code network_rule} replaces a default. */
@Repository
public class NetworkRules {
    private final JdbcClient db;

    NetworkRules(JdbcClient db) {
        this.db = db;
    }

    /** Least time between publication and the deadline for answers. */
    public Duration minimumTimeToAnswer() {
        return Duration.ofDays(value("tender.minimum-days-to-answer", 10));
    }

    /** An amendment that comes with less than this before the deadline moves the deadline. */
    public Duration amendmentNotice() {
        return Duration.ofDays(value("tender.amendment-notice-days", 7));
    }

    /** What then remains to answer. */
    public Duration timeAfterAmendment() {
        return Duration.ofDays(value("tender.days-after-amendment", 7));
    }

    /** How long a tool's file may be out for editing before it comes back by itself. */
    public Duration checkOut() {
        return Duration.ofDays(Math.max(1, value("library.checkout-days", 3)));
    }

    /** After how long a common tool is read again. */
    public Period review() {
        return Period.ofMonths(Math.max(1, value("library.review-months", 12)));
    }

    private int value(String name, int otherwise) {
        return db.sql("select value from network_rule where name = :name")
                .param("name", name)
                .query(Integer.class)
                .optional()
                .orElse(otherwise);
    }
}
