package org.maillage.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who joins and who leaves, in PostgreSQL. Callers own the transaction; what follows from it is {@code people}'s. */
@Repository
public class People {
    private final JdbcClient db;
    private final PersonRows persons;
    private final Clock clock;

    People(JdbcClient db, PersonRows persons, Clock clock) {
        this.db = db;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * Takes somebody in from today on, under a short name that the system makes: {@code aube-2}.
     *
     * @throws Refused on the field {@code email} when somebody in office has this address
     */
    public UUID join(String name, String title, EmailAddress email, Role role, @Nullable DlaId dla) {
        // Two who arrive in the same moment take turns: each finds the first free name.
        db.sql("lock table person in share row exclusive mode").update();
        if (known(email)) throw new Refused("email", "people.email.known");
        return db.sql("""
                insert into person (account, name, title, email, role, dla, joined_on)
                values (:account, :name, :title, :email, :role, :dla, :today) returning id""")
                .param("account", account(role, dla))
                .param("name", name)
                .param("title", title)
                .param("email", email.text())
                .param("role", role.name())
                .param("dla", dla == null ? null : dla.slug())
                .param("today", today())
                .query(UUID.class)
                .single();
    }

    /** Whether somebody whose account is open has this address. */
    public boolean known(EmailAddress email) {
        return db.sql("select exists (select from person where lower(email) = :email and gone_at is null)")
                .param("email", email.canonical())
                .query(Boolean.class)
                .single();
    }

    /**
     * Notes the last day in office, or takes it back.
     *
     * @param lastDay null for whoever stays after all
     * @return whether anything was noted: nothing is of somebody who is gone
     */
    public boolean leaves(UUID person, @Nullable LocalDate lastDay) {
        return db.sql("update person set left_on = :lastDay where id = :id and gone_at is null")
                        .param("lastDay", lastDay)
                        .param("id", person)
                        .update()
                == 1;
    }

    /**
     * Closes the account for good.
     *
     * @return whether this very call did it: of two, on any nodes, one does
     */
    public boolean close(UUID person, Instant now) {
        return db.sql("""
                        update person set gone_at = :now, left_on = least(left_on, :today)
                         where id = :id and gone_at is null""")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("today", now.atZone(Paris.ZONE).toLocalDate())
                        .param("id", person)
                        .update()
                == 1;
    }

    /** Whose last day is past, and whose account is still open. */
    public List<UUID> toClose() {
        return db.sql("select id from person where left_on < :today and gone_at is null order by id")
                .param("today", today())
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Someone who leaves or has left, as long as the purge leaves them. */
    public Optional<Departure> departure(UUID person) {
        return departures(" and p.id = :id")
                .param("id", person)
                .query(this::leaving)
                .optional();
    }

    /** By account name, which nobody else gets as long as the row is there. */
    public Optional<Departure> departure(String account) {
        return departures(" and p.account = :account")
                .param("account", account)
                .query(this::leaving)
                .optional();
    }

    /** Everyone who leaves or has left, the nearest last day first. */
    public List<Departure> departures() {
        return departures(" order by p.left_on, p.account").query(this::leaving).list();
    }

    /** What was in the care of {@code person} has found its place. */
    public void handedOver(UUID person, boolean done) {
        db.sql("update person set handed_over = :done where id = :id and handed_over <> :done")
                .param("id", person)
                .param("done", done)
                .update();
    }

    /** Everyone in office: by role, then by short name. */
    public List<Person> inOffice() {
        return db.sql(
                        PersonRows.PERSON + " where " + PersonRows.IN_OFFICE
                                + " order by array_position(array['OFFICER', 'FACILITATOR', 'PARTNER', 'FUNDER'], p.role), p.account")
                .param("today", today())
                .query(persons)
                .list();
    }

    /**
     * Whether nobody else of this role, in this DLA for an officer, stays after {@code person}. Keeps others of the same
     * kind from leaving until the transaction ends.
     */
    public boolean lastOfItsKind(Person person) {
        List<UUID> staying = db.sql("""
                select id from person
                 where role = :role and dla is not distinct from cast(:dla as text) and gone_at is null and left_on is null
                 order by id for update""")
                .param("role", person.role().name())
                .param("dla", person.dla() == null ? null : person.dla().slug())
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        return staying.stream().allMatch(person.id()::equals);
    }

    private String account(Role role, @Nullable DlaId dla) {
        return switch (role) {
            case OFFICER -> freeAccount(db, String.valueOf(dla), false);
            case FACILITATOR -> freeAccount(db, "animateur", true);
            case PARTNER -> freeAccount(db, "partenaire", false);
            case FUNDER -> freeAccount(db, "financeur", false);
        };
    }

    /** The first name that nobody has: {@code base-1}, {@code base-2}; the first of all may do without a number. */
    static String freeAccount(JdbcClient db, String base, boolean plainFirst) {
        return db.sql("""
                select names.name
                  from (select n, case when n = 1 and :plain then :base else :base || '-' || n end as name
                          from generate_series(1, 100000) n) names
                 where not exists (select from person p where p.account = names.name)
                 order by n limit 1""")
                .param("plain", plainFirst)
                .param("base", base)
                .query(String.class)
                .single();
    }

    private JdbcClient.StatementSpec departures(String condition) {
        return db.sql(PersonRows.PERSON + " where p.left_on is not null" + condition)
                .param("today", today());
    }

    private Departure leaving(ResultSet row, int n) throws SQLException {
        return new Departure(
                persons.mapRow(row, n),
                row.getObject("left_on", LocalDate.class),
                row.getObject("gone_at", OffsetDateTime.class) != null,
                row.getBoolean("handed_over"));
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }
}
