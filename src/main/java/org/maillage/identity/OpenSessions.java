package org.maillage.identity;

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
import org.maillage.identity.Device.Browser;
import org.maillage.identity.Device.Platform;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions of members in PostgreSQL: Spring Session's rows, and what its owner needs to recognise each. */
@Repository
class OpenSessions {
    private final JdbcClient db;
    private final Clock clock;

    OpenSessions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Notes with what {@code session} was opened, and when its owner proved who they are.
     *
     * @param session its secret identifier, which must exist
     * @param provedAt null when nobody can tell
     */
    void note(String session, Device device, @Nullable Instant provedAt) {
        db.sql("""
                insert into open_session (session, browser, system, proved_at)
                values (:session, :browser, :system, :provedAt)
                on conflict (session) do update set proved_at = excluded.proved_at""")
                .param("session", session)
                .param("browser", device.browser().name())
                .param("system", device.platform().name())
                .param("provedAt", provedAt == null ? null : provedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When the owner of {@code session} last proved who they are; empty when nobody can tell. */
    Optional<Instant> provedAt(String session) {
        return db.sql("select proved_at from open_session where session = :session and proved_at is not null")
                .param("session", session)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Those of {@code person} that can still be used; {@code current}, a secret identifier, comes first. */
    List<OpenSession> of(UUID person, String current) {
        return db.sql("""
                select s.primary_id, s.session_id = :current current, s.creation_time,
                       coalesce(o.browser, 'OTHER') browser, coalesce(o.system, 'OTHER') system
                  from spring_session s left join open_session o on o.session = s.session_id
                 where s.principal_name = :person and s.expiry_time > :now
                 order by current desc, s.creation_time desc, s.primary_id""")
                .param("current", current)
                .param("person", person.toString())
                .param("now", clock.millis())
                .query(OpenSessions::session)
                .list();
    }

    /** Ends one session of {@code person}; nothing happens when they have no such session. */
    void end(UUID person, String id) {
        db.sql("delete from spring_session where principal_name = :person and primary_id = :id")
                .param("person", person.toString())
                .param("id", id)
                .update();
    }

    /** Ends all sessions of {@code person} but the one whose secret identifier is {@code kept}. */
    void endOthers(UUID person, String kept) {
        db.sql("delete from spring_session where principal_name = :person and session_id <> :kept")
                .param("person", person.toString())
                .param("kept", kept)
                .update();
    }

    private static OpenSession session(ResultSet row, int n) throws SQLException {
        var device = new Device(Browser.valueOf(row.getString("browser")), Platform.valueOf(row.getString("system")));
        LocalDate openedOn = Instant.ofEpochMilli(row.getLong("creation_time"))
                .atZone(Paris.ZONE)
                .toLocalDate();
        return new OpenSession(row.getString("primary_id").trim(), row.getBoolean("current"), device, openedOn);
    }
}
