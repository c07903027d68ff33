package org.maillage.tenders;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls and their amendments in PostgreSQL. Callers own the transaction. */
@Repository
class Tenders {
    private static final TypeReference<List<Criterion>> CRITERIA = new TypeReference<>() {};
    private static final TypeReference<List<Amendment.Change>> CHANGES = new TypeReference<>() {};
    private static final String ENDED =
            "published_at is not null and state in ('AWARDED', 'UNSUCCESSFUL', 'CANCELLED')";
    private final JdbcClient db;
    private final JsonMapper json;
    private final TenderEntries index;

    Tenders(JdbcClient db, JsonMapper json, TenderEntries index) {
        this.db = db;
        this.json = json;
        this.index = index;
    }

    Optional<Tender> find(UUID id) {
        return db.sql("select * from tender where id = :id")
                .param("id", id)
                .query(this::tender)
                .optional();
    }

    Optional<Tender> find(Reference reference) {
        return db.sql("select * from tender where reference = :reference")
                .param("reference", reference.text())
                .query(this::tender)
                .optional();
    }

    /** What one DLA has in hand: drafts by their last change, then open and closed calls by deadline. */
    List<Tender> inHand(DlaId dla) {
        return db.sql("""
                        select * from tender where dla = :dla and state in ('DRAFT', 'PUBLISHED', 'CLOSED')
                         order by state = 'DRAFT' desc, case when state = 'DRAFT' then updated_at end desc, closes_at, id""").param("dla", dla.slug()).query(this::tender).list();
    }

    /**
     * The drafts and the open calls of one DLA that name one person as their contact, by deadline.
     *
     * @param email in lower case
     */
    List<Tender> inCareOf(DlaId dla, String name, String email, Instant now) {
        return db.sql("""
                        select * from tender
                         where dla = :dla and (state = 'DRAFT' or state = 'PUBLISHED' and closes_at > :now)
                           and (lower(contact_email) = :email or lower(trim(contact_name)) = lower(:name))
                         order by state = 'DRAFT', closes_at, id""")
                .param("dla", dla.slug())
                .param("name", name)
                .param("email", email)
                .param("now", utc(now))
                .query(this::tender)
                .list();
    }

    /** The open and closed calls of the whole network, by deadline. */
    List<Tender> inHand() {
        return db.sql("select * from tender where state in ('PUBLISHED', 'CLOSED') order by closes_at, id")
                .query(this::tender)
                .list();
    }

    /** A page of the calls of one DLA that have ended, the latest first. */
    List<Tender> past(DlaId dla, int most, int offset) {
        return db.sql("select * from tender where dla = :dla and " + ENDED
                        + " order by concluded_at desc, id limit :most offset :offset")
                .param("dla", dla.slug())
                .param("most", most)
                .param("offset", offset)
                .query(this::tender)
                .list();
    }

    long pastCount(DlaId dla) {
        return db.sql("select count(*) from tender where dla = :dla and " + ENDED)
                .param("dla", dla.slug())
                .query(Long.class)
                .single();
    }

    /** Drafts put aside, until the purge deletes them. */
    List<Tender> abandoned(DlaId dla) {
        return db.sql("""
                        select * from tender where dla = :dla and state = 'CANCELLED' and published_at is null
                         order by concluded_at desc, id limit 50""").param("dla", dla.slug()).query(this::tender).list();
    }

    /** Drafts that are to leave at {@code now} or before. */
    List<UUID> due(Instant now) {
        return db.sql("select id from tender where publish_at <= :now order by publish_at, id")
                .param("now", utc(now))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Closes every call whose deadline is past; returns the references that this very statement closed. */
    List<Reference> closeDue(Instant now) {
        return db.sql("""
                        update tender
                           set state = 'CLOSED', version = version + 1, updated_at = :now
                         where state = 'PUBLISHED' and closes_at <= :now
                        returning reference""")
                .param("now", utc(now))
                .query((row, n) -> new Reference(row.getString("reference")))
                .list();
    }

    void add(Tender draft) {
        terms(db.sql("""
                        insert into tender (id, dla, created_at, updated_at, kind, title, beneficiary_named, beneficiary,
                               departments, domains, context, objectives, deliverables, days, budget, starts_on, ends_on,
                               criteria, how_to_answer, questions_until, closes_at,
                               contact_name, contact_email, contact_phone)
                        values (:id, :dla, :created, :created, :kind, :title, :named, :beneficiary,
                               :departments, :domains, :context, :objectives, :deliverables, :days, :budget, :startsOn, :endsOn,
                               cast(:criteria as jsonb), :howToAnswer, :questionsUntil, :closesAt,
                               :contactName, :contactEmail, :contactPhone)"""), draft.terms())
                .param("id", draft.id())
                .param("dla", draft.dla().slug())
                .param("created", utc(draft.life().createdAt()))
                .update();
    }

    /**
     * Writes {@code tender} over the version that it was read from; the database gives a reference to a call that is
     * published by this. What is published is found from then on.
     *
     * @return the call as it now stands
     * @throws StaleVersion when someone saved since it was read
     */
    Tender save(Tender tender, Instant now) {
        Tender.Life life = tender.life();
        Outcome outcome = life.outcome();
        Tender saved = terms(db.sql("""
                        update tender
                           set kind = :kind, title = :title, beneficiary_named = :named, beneficiary = :beneficiary,
                               departments = :departments, domains = :domains, context = :context, objectives = :objectives,
                               deliverables = :deliverables, days = :days, budget = :budget, starts_on = :startsOn,
                               ends_on = :endsOn, criteria = cast(:criteria as jsonb), how_to_answer = :howToAnswer,
                               questions_until = :questionsUntil, closes_at = :closesAt, contact_name = :contactName,
                               contact_email = :contactEmail, contact_phone = :contactPhone,
                               state = :state, version = version + 1, updated_at = :now, publish_at = :publishAt,
                               publish_refused = :publishRefused, published_at = :publishedAt, amendments = :amendments,
                               concluded_at = :concludedAt, award_providers = :providers, award_amount = :amount,
                               outcome_reason = :reason
                         where id = :id and version = :version
                        returning *"""), tender.terms())
                .param("id", tender.id())
                .param("version", tender.version())
                .param("state", tender.state().name())
                .param("now", utc(now))
                .param("publishAt", utc(life.publishAt()))
                .param("publishRefused", life.publishRefused())
                .param("publishedAt", utc(life.publishedAt()))
                .param("amendments", life.amendments())
                .param("concludedAt", utc(life.concludedAt()))
                .param("providers", array(outcome == null ? List.of() : outcome.providers()))
                .param("amount", outcome == null ? null : outcome.amount())
                .param("reason", outcome == null ? "" : outcome.reason())
                .query(this::tender)
                .optional()
                .orElseThrow(() -> new StaleVersion(tender.id()));
        if (saved.reference() != null) index.put(saved.reference());
        return saved;
    }

    /** @throws StaleVersion when another amendment with this number was published meanwhile */
    void add(UUID tender, Amendment amendment) {
        int added = db.sql("""
                        insert into tender_amendment (tender, number, published_at, summary, changes)
                        values (:tender, :number, :at, :summary, cast(:changes as jsonb))
                            on conflict do nothing""")
                .param("tender", tender)
                .param("number", amendment.number())
                .param("at", utc(amendment.publishedAt()))
                .param("summary", amendment.summary())
                .param("changes", json.writeValueAsString(amendment.changes()))
                .update();
        if (added == 0) throw new StaleVersion(tender);
    }

    /** The amendments of a call, the first first. */
    List<Amendment> amendments(UUID tender) {
        return db.sql("select * from tender_amendment where tender = :tender order by number")
                .param("tender", tender)
                .query((row, n) -> new Amendment(
                        row.getInt("number"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant(),
                        row.getString("summary"),
                        json.readValue(row.getString("changes"), CHANGES)))
                .list();
    }

    private JdbcClient.StatementSpec terms(JdbcClient.StatementSpec statement, Terms terms) {
        return statement
                .param("kind", terms.kind().name())
                .param("title", terms.title())
                .param("named", terms.beneficiaryNamed())
                .param("beneficiary", terms.beneficiary())
                .param(
                        "departments",
                        array(terms.departments().stream()
                                .map(DepartmentCode::code)
                                .toList()))
                .param(
                        "domains",
                        array(terms.domains().stream().map(Domain::name).toList()))
                .param("context", terms.context())
                .param("objectives", terms.objectives())
                .param("deliverables", terms.deliverables())
                .param("days", terms.days())
                .param("budget", terms.budget())
                .param("startsOn", terms.startsOn())
                .param("endsOn", terms.endsOn())
                .param("criteria", json.writeValueAsString(terms.criteria()))
                .param("howToAnswer", terms.howToAnswer())
                .param("questionsUntil", utc(terms.questionsUntil()))
                .param("closesAt", utc(terms.closesAt()))
                .param("contactName", terms.contact().name())
                .param("contactEmail", terms.contact().email())
                .param("contactPhone", terms.contact().phone());
    }

    /** Reads a row of {@code select * from tender}. */
    Tender tender(ResultSet row, int n) throws SQLException {
        @Nullable String reference = row.getString("reference");
        return new Tender(
                row.getObject("id", UUID.class),
                reference == null ? null : new Reference(reference),
                new DlaId(row.getString("dla")),
                terms(row),
                TenderState.valueOf(row.getString("state")),
                row.getInt("version"),
                life(row));
    }

    private static Tender.Life life(ResultSet row) throws SQLException {
        @Nullable Instant concluded = instant(row, "concluded_at");
        return new Tender.Life(
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "publish_at"),
                row.getString("publish_refused"),
                instant(row, "published_at"),
                row.getInt("amendments"),
                concluded,
                concluded == null
                        ? null
                        : new Outcome(
                                strings(row, "award_providers"),
                                row.getBigDecimal("award_amount"),
                                row.getString("outcome_reason")));
    }

    private Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getBoolean("beneficiary_named"),
                row.getString("beneficiary"),
                strings(row, "departments").stream().map(DepartmentCode::new).toList(),
                strings(row, "domains").stream().map(Domain::valueOf).toList(),
                row.getString("context"),
                row.getString("objectives"),
                row.getString("deliverables"),
                plain(row.getBigDecimal("days")),
                plain(row.getBigDecimal("budget")),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                json.readValue(row.getString("criteria"), CRITERIA),
                row.getString("how_to_answer"),
                instant(row, "questions_until"),
                instant(row, "closes_at"),
                new Contact(
                        row.getString("contact_name"), row.getString("contact_email"), row.getString("contact_phone")));
    }

    /** Without the zeros that a column's scale adds: 4.50 and 4.5 are one number of days. */
    static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) return null;
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
