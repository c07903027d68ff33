package org.maillage.search;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The index as it is read. Every statement takes the tokens that the viewer holds: {@link Audience#heldBy}. */
@Repository
class Entries {
    /** Seconds after which a search is given up: a phrase of the commonest words, at worst. */
    private static final int PATIENCE = 5;

    private static final String ARGUMENTS =
            "cast(:held as text[]), cast(:kinds as text[]), cast(:departments as text[]), "
                    + "cast(:domains as text[]), cast(:since as timestamptz), cast(:until as timestamptz)";
    private static final String PASSES = """
             where audience && cast(:held as text[])
               and (cast(:kinds as text[]) is null or kind = any (cast(:kinds as text[])))
               and (cast(:departments as text[]) is null or departments && cast(:departments as text[]))
               and (cast(:domains as text[]) is null or domains && cast(:domains as text[]))
               and at >= :since and at < :until
            """;
    // What the words become: all of them; the last one unfinished; any of them.
    static final String ALL = "websearch_to_tsquery('public.french_plain', :text)";
    static final String BEGUN =
            "(websearch_to_tsquery('public.french_plain', :before) && to_tsquery('public.words_plain', :last))";
    static final String ANY = "search_any(plainto_tsquery('public.french_plain', :text))";

    private final JdbcClient db;

    Entries(JdbcClient db) {
        this.db = db;
    }

    /** A page of hits, and how many there are in all. */
    record Page(List<Hit> hits, int total) {}

    private record Line(Hit hit, int total) {}

    /**
     * What holds the words of {@code asked}, one of the expressions above, the most relevant first.
     *
     * @param words values of the expression's parameters
     */
    Page find(String asked, Map<String, String> words, SearchFilter filter, List<String> held, int most, int skip) {
        String sql = """
                select f.* from (select %s asked) q,
                       lateral search_find(q.asked, cast(:typed as text), search_likely(q.asked, %s), %s, :skip, :most) f
                 where numnode(q.asked) > 0""".formatted(asked, ARGUMENTS, ARGUMENTS);
        List<Line> lines = narrowed(sql, filter, held)
                .params(words)
                .param("typed", filter.text())
                .param("most", most)
                .param("skip", skip)
                .query((row, n) -> new Line(hit(row, "excerpt"), row.getInt("total")))
                .list();
        return new Page(
                lines.stream().map(Line::hit).toList(),
                lines.isEmpty() ? 0 : lines.getFirst().total());
    }

    /** What passes the filter's choices, whatever its words, the newest first. */
    Page newest(SearchFilter filter, List<String> held, int most, int skip) {
        List<Line> lines = narrowed("""
                        select kind, path, title, left(summary, 300) excerpt, departments, domains, at,
                               (select count(*) from (select from search_entry %s limit 1001) few) total
                          from search_entry
                        %s order by at desc, kind, id limit :most offset :skip""".formatted(PASSES, PASSES), filter, held)
                .param("most", most)
                .param("skip", skip)
                .query((row, n) -> new Line(hit(row, "excerpt"), row.getInt("total")))
                .list();
        return new Page(
                lines.stream().map(Line::hit).toList(),
                lines.isEmpty() ? 0 : lines.getFirst().total());
    }

    /** What came after {@code since}, the newest first; pages that explain are no news. */
    List<Hit> since(Instant since, List<String> held, int most) {
        return db.sql("""
                        select kind, path, title, left(summary, 200) excerpt, departments, domains, at
                          from search_entry
                         where at > :since and audience && cast(:held as text[]) and kind <> 'PAGE'
                         order by at desc, kind, id limit :most""")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("held", array(held))
                .param("most", most)
                .query((row, n) -> hit(row, "excerpt"))
                .list();
    }

    /**
     * Titles that hold every word of {@code before} and one that begins as {@code last}.
     *
     * @param last in the syntax of {@code to_tsquery}: {@link Beginning}
     */
    List<Suggestion> suggest(Beginning typed, List<String> held, int most) {
        return db.sql("""
                        select s.* from (select plainto_tsquery('public.french_plain', :before)
                                                && to_tsquery('public.words_plain', :last) typed) q,
                               lateral search_suggest(q.typed, cast(:held as text[]), :most) s""")
                .params(typed.words())
                .param("held", array(held))
                .param("most", most)
                .query((row, n) -> new Suggestion(
                        Kind.valueOf(row.getString("kind")), row.getString("path"), row.getString("title")))
                .list();
    }

    /**
     * A word that nothing visible holds.
     *
     * @param plain without accents, in lower case
     * @param near visible words that are written much like it, likewise plain
     */
    record Unknown(String word, String plain, List<String> near) {}

    /** Those of {@code words} that nothing visible holds, in their order. */
    List<Unknown> unknown(List<String> words, List<String> held) {
        return db.sql(
                        "select word, plain(word) plain, near from search_near(cast(:words as text[]), cast(:held as text[]))")
                .param("words", array(words))
                .param("held", array(held))
                .query((row, n) -> new Unknown(row.getString("word"), row.getString("plain"), strings(row, "near")))
                .list();
    }

    private JdbcClient.StatementSpec narrowed(String sql, SearchFilter filter, List<String> held) {
        Kind kind = filter.kind();
        DepartmentCode department = filter.department();
        Domain domain = filter.domain();
        return db.sql(sql)
                .withQueryTimeout(PATIENCE)
                .param("held", array(held))
                .param("kinds", kind == null ? null : array(List.of(kind.name())))
                .param("departments", department == null ? null : array(List.of(department.code())))
                .param("domains", domain == null ? null : array(List.of(domain.name())))
                .param("since", filter.since())
                .param("until", filter.until());
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static Hit hit(ResultSet row, String excerpt) throws SQLException {
        return new Hit(
                Kind.valueOf(row.getString("kind")),
                row.getString("path"),
                Marked.of(row.getString("title")),
                Marked.of(row.getString(excerpt)),
                strings(row, "departments"),
                strings(row, "domains"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }
}
