package org.maillage.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.maillage.directory.Provider.Ground;
import org.maillage.kernel.Domain;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Known providers in PostgreSQL. Callers own the transaction. */
@Repository
class Providers {
    private final JdbcClient db;

    Providers(JdbcClient db) {
        this.db = db;
    }

    Optional<Provider> find(UUID id) {
        return db.sql("select * from known_provider where id = :id")
                .param("id", id)
                .query(Providers::provider)
                .optional();
    }

    List<Provider> all() {
        return db.sql("select * from known_provider order by plain_name, id")
                .query(Providers::provider)
                .list();
    }

    void each(Consumer<Provider> providers) {
        try (var rows = db.sql("select * from known_provider order by id").query(Providers::provider).stream()) {
            rows.forEach(providers);
        }
    }

    /** Whoever else writes waits until the end of this transaction; readers do not. */
    void takeTurns() {
        db.sql("lock table known_provider in share row exclusive mode").update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one has this address, or this name and neither has one */
    void add(Provider provider, Instant now) {
        written(db.sql("""
                insert into known_provider (id, name, contact, email, phone, website, departments, domains, about, known_from,
                                            ground, consent_on, consent_note, confirmed_on, updated_at)
                values (:id, :name, :contact, :email, :phone, :website, :departments, :domains, :about, :known,
                        :ground, :consentOn, :consentNote, :confirmedOn, :now)"""), provider, now).update();
    }

    /** @throws StaleVersion when someone saved since {@code provider} was read */
    void save(Provider provider, Instant now) {
        int rows = written(db.sql("""
                update known_provider
                   set name = :name, contact = :contact, email = :email, phone = :phone, website = :website,
                       departments = :departments, domains = :domains, about = :about, known_from = :known,
                       ground = :ground, consent_on = :consentOn, consent_note = :consentNote,
                       confirmed_on = :confirmedOn, updated_at = :now, version = version + 1
                 where id = :id and version = :version"""), provider, now)
                .param("version", provider.version())
                .update();
        if (rows == 0) throw new StaleVersion("provider");
    }

    void confirm(UUID id, LocalDate today, Instant now) {
        db.sql("""
                update known_provider set confirmed_on = :today, updated_at = :now, version = version + 1
                 where id = :id and confirmed_on < :today""")
                .param("id", id)
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean remove(UUID id) {
        return db.sql("delete from known_provider where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec sql, Provider provider, Instant now) {
        return sql.param("id", provider.id())
                .param("name", provider.name())
                .param("contact", provider.contact())
                .param("email", provider.email())
                .param("phone", provider.phone())
                .param("website", provider.website())
                .param("departments", provider.departments().toArray(String[]::new))
                .param("domains", provider.domains().stream().map(Enum::name).toArray(String[]::new))
                .param("about", provider.about())
                .param("known", provider.knownFrom())
                .param("ground", provider.ground().name())
                .param("consentOn", provider.consentOn())
                .param("consentNote", provider.consentNote())
                .param("confirmedOn", provider.confirmedOn())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private static Provider provider(ResultSet row, int n) throws SQLException {
        return new Provider(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("contact"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("website"),
                List.of((String[]) row.getArray("departments").getArray()),
                Arrays.stream((String[]) row.getArray("domains").getArray())
                        .map(Domain::valueOf)
                        .toList(),
                row.getString("about"),
                row.getString("known_from"),
                Ground.valueOf(row.getString("ground")),
                row.getObject("consent_on", LocalDate.class),
                row.getString("consent_note"),
                row.getObject("confirmed_on", LocalDate.class),
                row.getInt("version"));
    }
}
