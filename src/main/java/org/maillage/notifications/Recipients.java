package org.maillage.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.StaleVersion;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members in office and how they want to be told, in PostgreSQL. Callers own the transaction. */
@Repository
class Recipients {
    private final JdbcClient db;
    private final Clock clock;

    Recipients(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Empty for whoever is no longer in office. */
    Optional<Recipient> find(UUID person) {
        return db.sql("""
                select p.id, p.name, p.email, d.department, s.*
                  from person p
                  left join dla d on d.id = p.dla
                  left join notification_setting s on s.person = p.id
                 where p.id = :id and p.gone_at is null and (p.left_on is null or p.left_on >= :today)""")
                .param("id", person)
                .param("today", clock.instant().atZone(Paris.ZONE).toLocalDate())
                .query(Recipients::recipient)
                .optional();
    }

    /** @throws StaleVersion when they were changed since {@code settings} was read */
    void save(UUID person, NotificationSettings settings) {
        int written = db.sql("""
                insert into notification_setting as s
                       (person, digest_at, quiet_from, quiet_until, weekends, holidays, language, off, stopped)
                values (:person, :digestAt, :quietFrom, :quietUntil, :weekends, :holidays, :language, :off, :stopped)
                    on conflict (person) do update
                   set digest_at = excluded.digest_at, quiet_from = excluded.quiet_from,
                       quiet_until = excluded.quiet_until, weekends = excluded.weekends, holidays = excluded.holidays,
                       language = excluded.language, off = excluded.off, stopped = excluded.stopped,
                       version = s.version + 1
                 where s.version = :version""")
                .param("person", person)
                .param("digestAt", settings.digestAt())
                .param("quietFrom", settings.quietFrom())
                .param("quietUntil", settings.quietUntil())
                .param("weekends", settings.weekends())
                .param("holidays", settings.holidays())
                .param("language", settings.language())
                .param("off", settings.off().stream().sorted().toArray(String[]::new))
                .param("stopped", settings.stopped())
                .param("version", settings.version())
                .update();
        if (written == 0) throw new StaleVersion("notification settings");
    }

    void forget(UUID person) {
        db.sql("delete from notification_setting where person = :person")
                .param("person", person)
                .update();
    }

    private static Recipient recipient(ResultSet row, int n) throws SQLException {
        @Nullable String department = row.getString("department");
        return new Recipient(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new EmailAddress(row.getString("email")),
                department == null ? null : new DepartmentCode(department),
                row.getObject("person") == null ? NotificationSettings.DEFAULT : settings(row));
    }

    private static NotificationSettings settings(ResultSet row) throws SQLException {
        return new NotificationSettings(
                row.getInt("digest_at"),
                row.getInt("quiet_from"),
                row.getInt("quiet_until"),
                row.getBoolean("weekends"),
                row.getBoolean("holidays"),
                row.getString("language"),
                Set.of((String[]) row.getArray("off").getArray()),
                row.getBoolean("stopped"),
                row.getInt("version"));
    }
}
