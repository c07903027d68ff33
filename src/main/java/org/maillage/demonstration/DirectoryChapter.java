package org.maillage.demonstration;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.Demonstration;
import org.maillage.platform.Paris;
import org.maillage.search.Kind;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Thirty fictional consultants, what partners offer, and what people say of themselves. */
@Component
@Demonstration
@Order(61)
class DirectoryChapter implements Chapter {
    private final JdbcClient db;
    private final Indexed indexed;

    DirectoryChapter(JdbcClient db, Indexed indexed) {
        this.db = db;
        this.indexed = indexed;
    }

    record Known(
            String name,
            String contact,
            String email,
            String phone,
            String website,
            List<String> departments,
            List<String> domains,
            String about,
            String knownFrom,
            boolean consent,
            int confirmedDaysAgo) {}

    record Offered(
            String partner,
            String title,
            String text,
            String publics,
            List<String> departments,
            boolean everyone,
            @Nullable Integer endsInDays) {}

    record Reached(String partner, String contact, String email, String phone) {}

    @Override
    public String table() {
        return "known_provider";
    }

    @Override
    public void write(Instant now) {
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        providers(today, now);
        partners(today, now);
        people();
        indexed.all(Kind.ORGANISATION);
        indexed.all(Kind.PERSON);
    }

    private void providers(LocalDate today, Instant now) {
        for (Known known : Resource.list("providers", Known.class)) {
            LocalDate confirmed = today.minusDays(known.confirmedDaysAgo());
            db.sql("""
                    insert into known_provider (name, contact, email, phone, website, departments, domains, about, known_from,
                                                ground, consent_on, consent_note, confirmed_on, updated_at)
                    values (:name, :contact, :email, :phone, :website, :departments, :domains, :about, :known,
                            :ground, :consentOn, :note, :confirmed, :now)""")
                    .param("name", known.name())
                    .param("contact", known.contact())
                    .param("email", known.email())
                    .param("phone", known.phone())
                    .param("website", known.website())
                    .param("departments", known.departments().toArray(String[]::new))
                    .param("domains", known.domains().toArray(String[]::new))
                    .param("about", known.about())
                    .param("known", known.knownFrom())
                    .param("ground", known.consent() ? "CONSENT" : "LEGITIMATE_INTEREST")
                    .param("consentOn", known.consent() ? Date.valueOf(confirmed) : null)
                    .param("note", known.consent() ? "par courriel" : "")
                    .param("confirmed", Date.valueOf(confirmed))
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private void partners(LocalDate today, Instant now) {
        for (Reached reached : Resource.list("contacts", Reached.class))
            db.sql("""
                    insert into partner_entry (partner, contact, email, phone, updated_at)
                    select id, :contact, :email, :phone, :now from partner where id = :partner""")
                    .param("contact", reached.contact())
                    .param("email", reached.email())
                    .param("phone", reached.phone())
                    .param("partner", reached.partner())
                    .param("now", Timestamp.from(now))
                    .update();
        for (Offered offered : Resource.list("offers", Offered.class))
            db.sql("""
                    insert into partner_offer (partner, title, text, publics, departments, ends_on, public, updated_at)
                    select id, :title, :text, :publics, :departments, :ends, :everyone, :now from partner where id = :partner""")
                    .param("title", offered.title())
                    .param("text", offered.text())
                    .param("publics", offered.publics())
                    .param("departments", offered.departments().toArray(String[]::new))
                    .param(
                            "ends",
                            offered.endsInDays() == null ? null : Date.valueOf(today.plusDays(offered.endsInDays())))
                    .param("everyone", offered.everyone())
                    .param("partner", offered.partner())
                    .param("now", Timestamp.from(now))
                    .update();
    }

    /** Numbers of fictional people; the two members who speak for an organisation. */
    private void people() {
        db.sql("""
                update person p
                   set phone = '06 39 98 51 ' || lpad(n.turn::text, 2, '0'), phone_shown = n.turn % 4 <> 0,
                       about = case p.role when 'OFFICER' then 'Joignable le matin ; sur les routes du département le jeudi.' else '' end
                  from (select id, row_number() over (order by account) turn from person) n
                 where n.id = p.id""").update();
        db.sql("update person set partner = 'reseaux-associatifs' where account = 'partenaire-1'"
                        + " and exists (select from partner where id = 'reseaux-associatifs')")
                .update();
        db.sql("update person set funder = (select id from funder order by turn limit 1) where account = 'financeur-1'")
                .update();
    }
}
