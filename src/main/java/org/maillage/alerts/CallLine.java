package org.maillage.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A call, as a line that leads to its page.
 *
 * @param at when it was published, or when it was chosen to be followed
 */
public record CallLine(String reference, String title, Instant at) {
    public String path() {
        return "/appels-d-offres/" + reference;
    }

    static CallLine of(ResultSet row, int n) throws SQLException {
        return new CallLine(
                row.getString("reference"),
                row.getString("title"),
                row.getTimestamp("at").toInstant());
    }
}
