package org.maillage.tenders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;
import org.maillage.network.Network;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads published calls, as anyone may. Drafts and calls given up before publication do not exist here. */
@Repository
public class TenderCatalogue {
    private static final String LINES = """
            select t.reference, t.dla, d.name dla_name, t.kind, t.title, t.departments, t.domains, t.state, t.published_at,
                   t.questions_until, t.closes_at, t.days, t.budget, t.amendments, t.updated_at, t.objectives
              from tender t join dla d on d.id = t.dla
             where t.published_at is not null""";
    private static final String COUNT = "select count(*) from tender t where t.published_at is not null";
    private final JdbcClient db;
    private final Clock clock;
    private final Tenders tenders;
    private final TenderDocuments documents;
    private final Enquiries enquiries;
    private final Network network;

    TenderCatalogue(
            JdbcClient db,
            Clock clock,
            Tenders tenders,
            TenderDocuments documents,
            Enquiries enquiries,
            Network network) {
        this.db = db;
        this.clock = clock;
        this.tenders = tenders;
        this.documents = documents;
        this.enquiries = enquiries;
        this.network = network;
    }

    /** A statement's conditions with their values. */
    private record Conditions(String sql, Map<String, Object> values) {}

    /** How many calls {@code filter} lets through. */
    public long count(TenderFilter filter) {
        Conditions where = conditions(filter);
        return db.sql(COUNT + where.sql).params(where.values).query(Long.class).single();
    }

    /** Calls by deadline: the open ones soonest first, others latest first. */
    public List<TenderLine> list(TenderFilter filter, int most, int offset) {
        Conditions where = conditions(filter);
        return lines(byDeadline(filter, where), where, most, offset);
    }

    /** How PostgreSQL goes about {@link #count} and the first page of {@link #list}: for tests and operators. */
    List<String> explain(TenderFilter filter, boolean count) {
        Conditions where = conditions(filter);
        return db.sql("explain " + (count ? COUNT + where.sql : byDeadline(filter, where) + " limit 20"))
                .params(where.values)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static String byDeadline(TenderFilter filter, Conditions where) {
        return LINES
                + where.sql
                + (filter.status() == TenderFilter.Status.OPEN
                        ? " order by t.closes_at, t.reference"
                        : " order by t.closes_at desc, t.reference desc");
    }

    /** Calls by publication, the newest first: what feeds show. */
    public List<TenderLine> latest(TenderFilter filter, int most) {
        Conditions where = conditions(filter);
        return lines(LINES + where.sql + " order by t.published_at desc, t.reference desc", where, most, 0);
    }

    /** One call as lists show it. */
    public Optional<TenderLine> line(Reference reference) {
        return db.sql(LINES + " and t.reference = :reference")
                .param("reference", reference.text())
                .query(TenderCatalogue::line)
                .optional();
    }

    /** Addresses and times of change of all published calls, the newest first. */
    public List<Changed> changes(int most) {
        return db.sql("""
                        select reference, updated_at from tender
                         where published_at is not null order by published_at desc, reference desc limit :most""")
                .param("most", most)
                .query((row, n) -> new Changed(new Reference(row.getString("reference")), instant(row, "updated_at")))
                .list();
    }

    /** A published call and when it last changed in any way. */
    public record Changed(Reference reference, Instant updatedAt) {}

    /** A call with all that its page shows; empty when none was published under this reference. */
    public Optional<PublicTender> find(Reference reference) {
        return tenders.find(reference).map(this::show);
    }

    /** {@code tender} as its public page shows it, or would show it if it were published as it stands. */
    PublicTender show(Tender tender) {
        return new PublicTender(
                tender,
                network.dla(tender.dla()).orElseThrow(),
                network.departments(),
                tender.life().amendments() == 0 ? List.of() : tenders.amendments(tender.id()),
                documents.of(tender.id()),
                tender.draft() ? List.of() : enquiries.answered(tender.id()),
                clock.instant());
    }

    /** What changes whenever any list of calls may: for conditional requests, in one cheap statement. */
    public Version version() {
        return db.sql("""
                        select count(*) calls, count(*) filter (where state = 'PUBLISHED' and closes_at > :now) open,
                               coalesce(max(updated_at), 'epoch') updated_at
                          from tender where published_at is not null""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Version(row.getLong("calls"), row.getLong("open"), instant(row, "updated_at")))
                .single();
    }

    /**
     * The state of all published calls.
     *
     * @param calls how many there are
     * @param open how many receive answers now
     * @param updatedAt last change of any
     */
    public record Version(long calls, long open, Instant updatedAt) {}

    private List<TenderLine> lines(String sql, Conditions where, int most, int offset) {
        return db.sql(sql + " limit :most offset :offset")
                .params(where.values)
                .param("most", most)
                .param("offset", offset)
                .query(TenderCatalogue::line)
                .list();
    }

    private Conditions conditions(TenderFilter filter) {
        var sql = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        switch (filter.status()) {
            case OPEN -> sql.add("t.state = 'PUBLISHED' and t.closes_at > :now");
            case CLOSED -> sql.add("(t.state <> 'PUBLISHED' or t.closes_at <= :now)");
            case ALL -> {}
        }
        if (filter.status() != TenderFilter.Status.ALL)
            values.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        if (!filter.departments().isEmpty()) {
            sql.add("t.departments && cast(:departments as text[])");
            values.put("departments", array(filter.departments().stream().map(DepartmentCode::code)));
        }
        if (!filter.domains().isEmpty()) {
            sql.add("t.domains && cast(:domains as text[])");
            values.put("domains", array(filter.domains().stream().map(Domain::name)));
        }
        if (filter.kind() != null) {
            sql.add("t.kind = :kind");
            values.put("kind", filter.kind().name());
        }
        text(filter.text(), sql, values);
        return new Conditions(
                String.join("", sql.stream().map(c -> "\n   and " + c).toList()), values);
    }

    /** Words as people type them; the last one may be unfinished. A reference finds its call. */
    private static void text(String text, List<String> sql, Map<String, Object> values) {
        if (text.isEmpty()) return;
        if (Reference.isOne(text)) {
            sql.add("t.reference = :text");
            values.put("text", text);
            return;
        }
        values.put("text", text);
        int start = Math.max(text.lastIndexOf(' '), Math.max(text.lastIndexOf('’'), text.lastIndexOf('\''))) + 1;
        String last = text.substring(start);
        if (!last.matches("\\p{L}{3,}")) {
            sql.add("t.search @@ websearch_to_tsquery('public.french_plain', :text)");
            return;
        }
        sql.add("""
                t.search @@ (websearch_to_tsquery('public.french_plain', :text)
                             || (websearch_to_tsquery('public.french_plain', :before)
                                 && to_tsquery('public.french_plain', :last)))""");
        values.put("before", text.substring(0, start));
        values.put("last", last + ":*");
    }

    private static String array(java.util.stream.Stream<String> words) {
        return "{" + String.join(",", words.sorted().toList()) + "}"; // codes and constants: nothing to quote
    }

    private static TenderLine line(ResultSet row, int n) throws SQLException {
        return new TenderLine(
                new Reference(row.getString("reference")),
                new DlaId(row.getString("dla")),
                row.getString("dla_name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                strings(row, "departments").stream().map(DepartmentCode::new).toList(),
                strings(row, "domains").stream().map(Domain::valueOf).toList(),
                TenderState.valueOf(row.getString("state")),
                instant(row, "published_at"),
                nullable(row, "questions_until"),
                instant(row, "closes_at"),
                row.getBigDecimal("days"),
                row.getBigDecimal("budget"),
                row.getInt("amendments"),
                instant(row, "updated_at"),
                row.getString("objectives"));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
