package org.maillage.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What sign-in holds about a person. Identifiers that open a session or a door are left out: an archive gets about. */
@Component
class IdentityPersonalData implements PersonalData {
    private final JdbcClient db;

    IdentityPersonalData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public void gather(UUID person, Into archive) {
        archive.record(
                "passkey",
                db.sql("select * from passkey where person = :person order by added_on, name")
                        .param("person", person)
                        .query(IdentityPersonalData::passkey)
                        .list());
        archive.record(
                "open_session",
                db.sql("""
                        select s.creation_time, s.last_access_time, s.expiry_time, o.browser, o.system, o.proved_at
                          from spring_session s left join open_session o on o.session = s.session_id
                         where s.principal_name = :person
                         order by s.creation_time""")
                        .param("person", person.toString())
                        .query(IdentityPersonalData::session)
                        .list());
        archive.record(
                "sign_in_link",
                db.sql("select way, expires_at from sign_in_link where person = :person order by expires_at")
                        .param("person", person)
                        .query((row, n) -> Map.of(
                                "way",
                                row.getString("way"),
                                "expiresAt",
                                row.getObject("expires_at", OffsetDateTime.class)
                                        .toInstant()))
                        .list());
    }

    private static Map<String, Object> passkey(ResultSet row, int n) throws SQLException {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var passkey = new LinkedHashMap<String, Object>();
        passkey.put("name", row.getString("name"));
        passkey.put("addedOn", row.getDate("added_on").toLocalDate());
        passkey.put("sharedBetweenDevices", row.getBoolean("backup_eligible"));
        passkey.put("signCount", row.getLong("sign_count"));
        passkey.put("credential", base64.encodeToString(row.getBytes("credential")));
        passkey.put("publicKey", base64.encodeToString(row.getBytes("public_key")));
        return passkey;
    }

    private static Map<String, @Nullable Object> session(ResultSet row, int n) throws SQLException {
        var session = new LinkedHashMap<String, @Nullable Object>();
        session.put("browser", row.getString("browser"));
        session.put("system", row.getString("system"));
        session.put("openedAt", Instant.ofEpochMilli(row.getLong("creation_time")));
        session.put("lastUsedAt", Instant.ofEpochMilli(row.getLong("last_access_time")));
        session.put("endsAt", Instant.ofEpochMilli(row.getLong("expiry_time")));
        session.put(
                "provedAt",
                Optional.ofNullable(row.getObject("proved_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
        return session;
    }
}
