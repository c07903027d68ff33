package org.maillage.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people in office say of themselves: columns of {@code network}'s table. Callers own the transaction. */
@Repository
class PersonEntries {
    private static final String ENTRY = """
            select p.*, coalesce(d.name, a.name, f.name, case when p.role = 'FACILITATOR' then n.centre end, '') organisation
              from person p
              cross join network_profile n
              left join dla d on d.id = p.dla
              left join partner a on a.id = p.partner
              left join funder f on f.id = p.funder
             where (p.left_on is null or p.left_on >= :today)
            """;
    private final JdbcClient db;
    private final Clock clock;

    PersonEntries(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<PersonEntry> find(UUID id) {
        return entries(" and p.id = :id")
                .param("id", id)
                .query(PersonEntries::entry)
                .optional();
    }

    List<PersonEntry> ofPartner(String partner) {
        return entries(" and p.partner = :partner order by p.name")
                .param("partner", partner)
                .query(PersonEntries::entry)
                .list();
    }

    List<PersonEntry> ofFunder(String funder) {
        return entries(" and p.funder = :funder order by p.name")
                .param("funder", funder)
                .query(PersonEntries::entry)
                .list();
    }

    List<PersonEntry> all(Role role) {
        return entries(" and p.role = :role order by p.name")
                .param("role", role.name())
                .query(PersonEntries::entry)
                .list();
    }

    /** @throws StaleVersion when they changed it elsewhere since it was read */
    void save(PersonEntry entry) {
        int rows = db.sql("""
                update person
                   set title = :title, phone = :phone, about = :about, email_shown = :emailShown,
                       phone_shown = :phoneShown, entry_version = entry_version + 1
                 where id = :id and entry_version = :version""")
                .param("title", entry.title())
                .param("phone", entry.phone())
                .param("about", entry.about())
                .param("emailShown", entry.emailShown())
                .param("phoneShown", entry.phoneShown())
                .param("id", entry.id())
                .param("version", entry.version())
                .update();
        if (rows == 0) throw new StaleVersion("entry");
    }

    /** Says which partner a partner's member speaks for; null for none. @return whether there is such a member */
    boolean speaksForPartner(UUID person, @Nullable String partner) {
        return speaksFor("partner", "PARTNER", person, partner);
    }

    /** The same for a funder's member. */
    boolean speaksForFunder(UUID person, @Nullable String funder) {
        return speaksFor("funder", "FUNDER", person, funder);
    }

    private boolean speaksFor(String column, String role, UUID person, @Nullable String organisation) {
        return db.sql("update person set " + column + " = :organisation, entry_version = entry_version + 1"
                                + " where id = :id and role = :role and (left_on is null or left_on >= :today)")
                        .param("organisation", organisation)
                        .param("id", person)
                        .param("role", role)
                        .param("today", today())
                        .update()
                > 0;
    }

    /** Erases what someone who left said of themselves. */
    void forget(UUID person) {
        db.sql("update person set phone = '', about = '', partner = null, funder = null where id = :id")
                .param("id", person)
                .update();
    }

    private JdbcClient.StatementSpec entries(String more) {
        return db.sql(ENTRY + more).param("today", today());
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    private static PersonEntry entry(ResultSet row, int n) throws SQLException {
        @Nullable String dla = row.getString("dla");
        return new PersonEntry(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                dla == null ? null : new DlaId(dla),
                row.getString("organisation"),
                row.getString("partner"),
                row.getString("funder"),
                row.getString("phone"),
                row.getString("about"),
                row.getBoolean("email_shown"),
                row.getBoolean("phone_shown"),
                row.getInt("entry_version"));
    }
}
