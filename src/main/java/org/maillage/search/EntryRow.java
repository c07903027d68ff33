package org.maillage.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** Reads an entry from a view that has the columns of the index: for sources that triggers keep in step (V104, V163). */
public final class EntryRow {
    private EntryRow() {}

    /** @param n the row's number, as Spring gives it */
    public static Entry read(ResultSet row, int n) throws SQLException {
        return new Entry(
                Kind.valueOf(row.getString("kind")),
                row.getString("id"),
                row.getString("path"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("text"),
                strings(row.getArray("departments")),
                strings(row.getArray("domains")),
                new Audience(strings(row.getArray("audience"))),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
