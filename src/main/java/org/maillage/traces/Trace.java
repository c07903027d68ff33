package org.maillage.traces;

import java.time.Period;

/**
 * One table in the register of traces. What it holds, why, and who reads it stand in plain words in the message
 * bundles under {@code trace.<table>.what}, {@code .why} and {@code .who}.
 *
 * @param table its name in PostgreSQL
 * @param personal whether it holds anything about a person
 */
public record Trace(String table, boolean personal, LegalGround ground, Retention retention) {

    /** Why the law lets us hold it: article 6 of the GDPR. */
    public enum LegalGround {
        CONSENT,
        PUBLIC_INTEREST,
        LEGITIMATE_INTEREST,
        LEGAL_OBLIGATION,
        /** Nothing about a person: the question does not arise. */
        NONE
    }

    /** How long rows stay, and what then happens. */
    public sealed interface Retention {}

    /** Rows stay as long as the network uses the platform; they change when the thing changes. */
    public record AsLongAsUsed() implements Retention {}

    /** Rows leave with their parent row, by the database's own cascade. */
    public record WithParent(String parent) implements Retention {}

    /**
     * Rows are deleted by the daily purge.
     *
     * @param after age from which they leave
     * @param when SQL condition on the table that is true for a row that leaves; it may use {@code :limit}, the instant
     *     {@code after} before now
     */
    public record DeletedAfter(Period after, String when) implements Retention {}

    /**
     * Rows stay without what made them personal, by the daily purge.
     *
     * @param set SQL assignments that erase, such as {@code email = null}
     * @param when SQL condition, as for {@link DeletedAfter}; false once a row is anonymised
     */
    public record AnonymisedAfter(Period after, String set, String when) implements Retention {}
}
