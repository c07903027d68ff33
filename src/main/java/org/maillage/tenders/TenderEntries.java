package org.maillage.tenders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.maillage.web.Markdown;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Published calls in the index, for everybody. Drafts are their DLA's own affair, and on its desk. */
@Component
class TenderEntries implements SearchSource {
    // A call is news when it is published, amended or ended; what else is written on it is not.
    private static final String PUBLISHED = """
            select t.*, d.name dla_name,
                   greatest(t.published_at, t.concluded_at,
                            (select max(a.published_at) from tender_amendment a where a.tender = t.id)) news_at
              from tender t join dla d on d.id = t.dla
             where t.published_at is not null
            """;
    private final JdbcClient db;
    private final SearchIndex index;

    TenderEntries(JdbcClient db, SearchIndex index) {
        this.db = db;
        this.index = index;
    }

    /** Brings the entry of a published call up to date, in the caller's transaction. */
    void put(Reference reference) {
        db.sql(PUBLISHED + " and t.reference = :reference")
                .param("reference", reference.text())
                .query(TenderEntries::entry)
                .optional()
                .ifPresent(index::put);
    }

    @Override
    public Kind kind() {
        return Kind.CALL;
    }

    @Override
    public void each(Consumer<Entry> entries) {
        try (Stream<Entry> all =
                db.sql(PUBLISHED + " order by t.reference").withFetchSize(200).query(TenderEntries::entry).stream()) {
            all.forEach(entries);
        }
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        var reference = new Reference(row.getString("reference"));
        String text = Stream.of("context", "objectives", "deliverables", "how_to_answer", "outcome_reason")
                .map(column -> Markdown.plain(string(row, column)))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
        String providers = String.join(", ", strings(row, "award_providers"));
        return new Entry(
                Kind.CALL,
                reference.text(),
                reference.path(),
                row.getString("title"),
                reference.text() + " · " + row.getString("dla_name") + " · " + row.getString("beneficiary"),
                providers.isEmpty() ? text : text + "\n" + providers,
                strings(row, "departments"),
                strings(row, "domains"),
                Audience.everyone(),
                row.getObject("news_at", OffsetDateTime.class).toInstant());
    }

    private static String string(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
