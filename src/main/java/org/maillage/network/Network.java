package org.maillage.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The network in PostgreSQL: its DLAs, its departments, its people in office. */
@Repository
@DependsOn("networkLoader")
public class Network {
    private static final String DLA = """
            select d.*, p.name department_name, h.name host_name, h.about host_about, h.website host_website
              from dla d
              join department p on p.code = d.department
              join host h on h.id = d.host
            """;
    private final JdbcClient db;
    private final PersonRows persons;
    private final Clock clock;

    Network(JdbcClient db, PersonRows persons, Clock clock) {
        this.db = db;
        this.persons = persons;
        this.clock = clock;
    }

    /** All DLAs, by department. */
    public List<Dla> dlas() {
        return db.sql(DLA + " order by d.department").query(Network::dla).list();
    }

    public Optional<Dla> dla(DlaId id) {
        return db.sql(DLA + " where d.id = :id")
                .param("id", id.slug())
                .query(Network::dla)
                .optional();
    }

    /** The DLA that serves a department; empty outside the network. */
    public Optional<Dla> dlaOf(DepartmentCode department) {
        return db.sql(DLA + " where d.department = :code")
                .param("code", department.code())
                .query(Network::dla)
                .optional();
    }

    /** The departments that the network serves, by code. */
    public List<Department> departments() {
        return db.sql("select code, name from department where code in (select department from dla) order by code")
                .query((row, n) -> new Department(new DepartmentCode(row.getString("code")), row.getString("name")))
                .list();
    }

    public Optional<Person> person(UUID id) {
        return inOffice(" and p.id = :id").param("id", id).query(persons).optional();
    }

    public Optional<Person> personByEmail(EmailAddress email) {
        return inOffice(" and lower(p.email) = :email")
                .param("email", email.canonical())
                .query(persons)
                .optional();
    }

    public Optional<Person> personByAccount(String account) {
        return inOffice(" and p.account = :account")
                .param("account", account)
                .query(persons)
                .optional();
    }

    /** People in office with one role, by account. */
    public List<Person> people(Role role) {
        return inOffice(" and p.role = :role order by p.account")
                .param("role", role.name())
                .query(persons)
                .list();
    }

    public List<Person> officersOf(DlaId dla) {
        return inOffice(" and p.dla = :dla order by p.account")
                .param("dla", dla.slug())
                .query(persons)
                .list();
    }

    /**
     * Who is to be told of what happens to the calls and requests of {@code dla} today: its officers who are there, and
     * whoever stands in for one who is not.
     */
    public List<Person> onDuty(DlaId dla) {
        return inOffice("""
                 and (p.dla = :dla and not exists (select from stand_in s where s.absent = p.id and s.state = 'CONSENTED'
                                                      and :today between s.first_day and s.last_day)
                      or p.id in (select s.substitute from stand_in s where s.dla = :dla and s.state = 'CONSENTED'
                                     and :today between s.first_day and s.last_day))
                 order by p.account""").param("dla", dla.slug()).query(persons).list();
    }

    /** Who funds the network, in the order that it gives. */
    public List<Supporter> funders() {
        return db.sql("select id, name, about, website from funder order by turn")
                .query(Network::supporter)
                .list();
    }

    /** Who works beside the network, in the order that it gives. */
    public List<Supporter> partners() {
        return db.sql("select id, name, about, website from partner order by turn")
                .query(Network::supporter)
                .list();
    }

    /** The history of the network, from its beginning. */
    public List<Milestone> history() {
        return db.sql("select year, fr, en from milestone order by turn")
                .query((row, n) -> new Milestone(row.getString("year"), row.getString("fr"), row.getString("en")))
                .list();
    }

    private JdbcClient.StatementSpec inOffice(String condition) {
        return db.sql(PersonRows.PERSON + " where " + PersonRows.IN_OFFICE + condition)
                .param("today", clock.instant().atZone(Paris.ZONE).toLocalDate());
    }

    private static Dla dla(ResultSet row, int n) throws SQLException {
        return new Dla(
                new DlaId(row.getString("id")),
                row.getString("name"),
                new DepartmentCode(row.getString("department")),
                row.getString("department_name"),
                new Host(
                        row.getString("host"),
                        row.getString("host_name"),
                        row.getString("host_about"),
                        row.getString("host_website")),
                row.getString("branch"),
                row.getInt("since"),
                row.getString("about"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("address"));
    }

    private static Supporter supporter(ResultSet row, int n) throws SQLException {
        return new Supporter(
                row.getString("id"), row.getString("name"), row.getString("about"), row.getString("website"));
    }
}
