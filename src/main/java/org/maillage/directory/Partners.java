package org.maillage.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Partners and what they offer, in PostgreSQL. Callers own the transaction. */
@Repository
class Partners {
    private static final String PARTNER = """
            select a.*, coalesce(e.contact, '') contact, coalesce(e.email, '') email, coalesce(e.phone, '') phone,
                   coalesce(e.version, 0) version
              from partner a left join partner_entry e on e.partner = a.id
            """;
    private final JdbcClient db;

    Partners(JdbcClient db) {
        this.db = db;
    }

    Optional<Partner> find(String id) {
        return db.sql(PARTNER + " where a.id = :id")
                .param("id", id)
                .query(Partners::partner)
                .optional();
    }

    void each(Consumer<Partner> partners) {
        db.sql(PARTNER + " order by a.id").query(Partners::partner).list().forEach(partners);
    }

    /** Adds a partner at the end of the network's list. */
    void add(Partner partner, Instant now) {
        db.sql("""
                insert into partner (id, name, about, website, turn)
                values (:id, :name, :about, :website, (select coalesce(max(turn), -1) + 1 from partner))""")
                .param("id", partner.id())
                .param("name", partner.name())
                .param("about", partner.about())
                .param("website", partner.website())
                .update();
        reached(partner, now);
    }

    /** @throws StaleVersion when someone saved since {@code partner} was read */
    void save(Partner partner, Instant now) {
        if (reached(partner, now) == 0) throw new StaleVersion("partner");
        db.sql("update partner set name = :name, about = :about, website = :website where id = :id")
                .param("id", partner.id())
                .param("name", partner.name())
                .param("about", partner.about())
                .param("website", partner.website())
                .update();
    }

    private int reached(Partner partner, Instant now) {
        return db.sql("""
                insert into partner_entry as e (partner, contact, email, phone, updated_at)
                select :partner, :contact, :email, :phone, :now where :version = 0 or exists (
                       select from partner_entry where partner = :partner)
                    on conflict (partner) do update
                       set contact = excluded.contact, email = excluded.email, phone = excluded.phone,
                           updated_at = excluded.updated_at, version = e.version + 1
                     where e.version = :version""")
                .param("partner", partner.id())
                .param("contact", partner.contact())
                .param("email", partner.email())
                .param("phone", partner.phone())
                .param("version", partner.version())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Offer> offers(String partner) {
        return db.sql("select * from partner_offer where partner = :partner order by title, id")
                .param("partner", partner)
                .query(Partners::offer)
                .list();
    }

    Optional<Offer> offer(UUID id) {
        return db.sql("select * from partner_offer where id = :id")
                .param("id", id)
                .query(Partners::offer)
                .optional();
    }

    void add(Offer offer, Instant now) {
        written(db.sql("""
                insert into partner_offer (id, partner, title, text, publics, departments, starts_on, ends_on, public, updated_at)
                values (:id, :partner, :title, :text, :publics, :departments, :starts, :ends, :public, :now)"""), offer, now).param("partner", offer.partner()).update();
    }

    /** @throws StaleVersion when someone saved since {@code offer} was read */
    void save(Offer offer, Instant now) {
        int rows = written(db.sql("""
                update partner_offer
                   set title = :title, text = :text, publics = :publics, departments = :departments, starts_on = :starts,
                       ends_on = :ends, public = :public, updated_at = :now, version = version + 1
                 where id = :id and version = :version"""), offer, now)
                .param("version", offer.version())
                .update();
        if (rows == 0) throw new StaleVersion("offer");
    }

    void removeOffer(UUID id) {
        db.sql("delete from partner_offer where id = :id").param("id", id).update();
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec sql, Offer offer, Instant now) {
        return sql.param("id", offer.id())
                .param("title", offer.title())
                .param("text", offer.text())
                .param("publics", offer.publics())
                .param("departments", offer.departments().toArray(String[]::new))
                .param("starts", offer.startsOn())
                .param("ends", offer.endsOn())
                .param("public", offer.isPublic())
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    private static Partner partner(ResultSet row, int n) throws SQLException {
        return new Partner(
                row.getString("id"),
                row.getString("name"),
                row.getString("about"),
                row.getString("website"),
                row.getString("contact"),
                row.getString("email"),
                row.getString("phone"),
                row.getInt("version"));
    }

    private static Offer offer(ResultSet row, int n) throws SQLException {
        return new Offer(
                row.getObject("id", UUID.class),
                row.getString("partner"),
                row.getString("title"),
                row.getString("text"),
                row.getString("publics"),
                List.of((String[]) row.getArray("departments").getArray()),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getBoolean("public"),
                row.getInt("version"));
    }
}
