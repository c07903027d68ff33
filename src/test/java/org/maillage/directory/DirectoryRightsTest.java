package org.maillage.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ezvcard.Ezvcard;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.vcard.VCardBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everybody asks for everything: role × page × object, and role × secret × place, both generated. */
@MaillageTest
class DirectoryRightsTest {
    @Autowired
    Network network;

    @Autowired
    Cards cards;

    @Autowired
    Directory directory;

    @Autowired
    JdbcClient db;

    @LocalServerPort
    int port;

    private static final List<String> WHO =
            List.of("", "marne-1", "aube-1", "animateur", "partenaire-1", "financeur-1");
    private UUID provider;
    private UUID publicOffer;
    private UUID innerOffer;
    private UUID otherOffer;

    @BeforeEach
    void aDirectory() {
        clean();
        db.sql("update person set phone = '06 39 98 00 01', about = 'canari-officier' where account = 'aube-1'")
                .update();
        db.sql(
                        "update person set partner = 'reseaux-associatifs', phone = '06 39 98 00 02' where account = 'partenaire-1'")
                .update();
        db.sql("update person set funder = 'region' where account = 'financeur-1'")
                .update();
        db.sql(
                        "insert into partner_entry (partner, contact, email, updated_at) values ('reseaux-associatifs', 'canari-contact', 'canari-courriel@example.org', now())")
                .update();
        publicOffer = offer("reseaux-associatifs", "canari-offre-publique", true);
        innerOffer = offer("reseaux-associatifs", "canari-offre-interne", false);
        otherOffer = offer("cooperatives", "canari-offre-autre", true);
        provider = db.sql("""
                        insert into known_provider (name, about, email, ground, departments, confirmed_on, updated_at)
                        values ('canari-prestataire', 'canari-texte', 'canari-prestataire@example.org', 'LEGITIMATE_INTEREST', '{08}', current_date, now()) returning id""").query((row, n) -> row.getObject(1, UUID.class)).single();
    }

    private UUID offer(String partner, String title, boolean everyone) {
        return db.sql(
                        "insert into partner_offer (partner, title, public, updated_at) values (:partner, :title, :everyone, now()) returning id")
                .param("partner", partner)
                .param("title", title)
                .param("everyone", everyone)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
    }

    @AfterEach
    void clean() {
        db.sql("delete from known_provider").update();
        db.sql("delete from partner_offer").update();
        db.sql("delete from partner_entry").update();
        db.sql("update person set phone = '', about = '', partner = null, funder = null")
                .update();
    }

    private UUID id(String account) {
        return network.personByAccount(account).orElseThrow().id();
    }

    private static boolean inside(String who) {
        return List.of("marne-1", "aube-1", "animateur").contains(who);
    }

    /** The status that {@code who} is to get, said again in words of its own rather than read from the code. */
    private Map<String, Integer> pages(String who) {
        boolean partner = who.equals("partenaire-1");
        boolean facilitator = who.equals("animateur");
        int closed = who.isEmpty() ? 302 : 403;
        int member = who.isEmpty() ? 302 : 200;
        int officers = inside(who) ? 200 : closed;
        var pages = new LinkedHashMap<String, Integer>();
        pages.put("", member);
        pages.put("/ma-fiche", member);
        pages.put("/cartes.vcf", member);
        pages.put("/annuaire.csv", officers);
        pages.put("/annuaire.ods", officers);
        pages.put("/import", officers);
        pages.put("/import/modele.ods", officers);
        for (String officer : List.of("marne-1", "aube-1", "animateur")) {
            pages.put("/personnes/" + id(officer), member);
            pages.put("/personnes/" + id(officer) + "/carte.vcf", member);
        }
        pages.put("/personnes/" + id("partenaire-1"), who.isEmpty() ? 302 : inside(who) || partner ? 200 : 404);
        pages.put(
                "/personnes/" + id("financeur-1"),
                who.isEmpty() ? 302 : inside(who) || who.equals("financeur-1") ? 200 : 404);
        for (String organisation : List.of("reseaux-associatifs", "cooperatives")) {
            boolean own = organisation.equals("reseaux-associatifs");
            int changes = facilitator || partner && own ? 200 : partner ? 404 : closed;
            pages.put("/partenaires/" + organisation, member);
            pages.put("/partenaires/" + organisation + "/carte.vcf", member);
            pages.put("/partenaires/" + organisation + "/modification", changes);
            pages.put("/partenaires/" + organisation + "/offres/nouvelle", changes);
        }
        int own = facilitator || partner ? 200 : closed;
        pages.put("/partenaires/reseaux-associatifs/offres/" + publicOffer, own);
        pages.put("/partenaires/reseaux-associatifs/offres/" + innerOffer, own);
        // Another partner's offer under one's own address does not exist either.
        pages.put("/partenaires/reseaux-associatifs/offres/" + otherOffer, facilitator || partner ? 404 : closed);
        pages.put("/partenaires/cooperatives/offres/" + otherOffer, facilitator ? 200 : partner ? 404 : closed);
        pages.put("/partenaires/nouveau", facilitator ? 200 : closed);
        pages.put("/financeurs/region", member);
        pages.put("/prestataires/nouveau", officers);
        pages.put("/prestataires/" + provider, officers);
        pages.put("/prestataires/" + provider + "/modification", officers);
        pages.put("/prestataires/" + provider + "/carte.vcf", who.isEmpty() ? 302 : inside(who) ? 200 : 404);
        return pages;
    }

    @Test
    void everybody_reaches_exactly_the_pages_that_concern_them() {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (String who : WHO) {
            var visitor = new Visitor(port);
            if (!who.isEmpty()) visitor.signedIn(who);
            for (var page : pages(who).entrySet()) {
                int status = visitor.get("/espace/annuaire" + page.getKey()).statusCode();
                if (status != page.getValue())
                    wrong.add(who + " " + page.getKey() + ": " + status + " for " + page.getValue());
                asked++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(6 * 25);
    }

    @Test
    void no_list_no_page_no_search_no_card_and_no_table_tells_more_than_the_role_may_know() {
        var secrets = Map.of(
                "canari-prestataire", List.of(Role.OFFICER, Role.FACILITATOR),
                "canari-contact", List.of(Role.OFFICER, Role.FACILITATOR, Role.PARTNER),
                "canari-courriel@example.org", List.of(Role.OFFICER, Role.FACILITATOR, Role.PARTNER),
                "canari-offre-interne", List.of(Role.OFFICER, Role.FACILITATOR, Role.PARTNER),
                "canari-offre-publique", List.of(Role.values()),
                "canari-officier", List.of(Role.OFFICER, Role.FACILITATOR),
                "06 39 98 00 01", List.of(Role.OFFICER, Role.FACILITATOR),
                "+33639980001", List.of(Role.OFFICER, Role.FACILITATOR));
        var wrong = new ArrayList<String>();
        for (String who : List.of("marne-1", "animateur", "partenaire-1", "financeur-1")) {
            Role role = network.personByAccount(who).orElseThrow().role();
            var visitor = new Visitor(port).signedIn(who);
            var all = new StringBuilder();
            for (String page : List.of(
                    "",
                    "?page=2",
                    "/cartes.vcf",
                    "/annuaire.csv",
                    "/partenaires/reseaux-associatifs",
                    "/personnes/" + id("aube-1"),
                    "/partenaires/reseaux-associatifs/carte.vcf",
                    "/personnes/" + id("aube-1") + "/carte.vcf",
                    "/prestataires/" + provider))
                all.append(visitor.get("/espace/annuaire" + page).body());
            for (var secret : secrets.entrySet()) {
                boolean told = all.indexOf(secret.getKey()) >= 0;
                if (told != secret.getValue().contains(role))
                    wrong.add(who + (told ? " learns " : " misses ") + secret.getKey());
            }
            // Searching by words that one may not read finds nothing: the answer would be the secret.
            for (var word : Map.of(
                            "canari-texte",
                            Role.OFFICER,
                            "canari-offre-interne",
                            Role.PARTNER,
                            "canari-contact",
                            Role.PARTNER)
                    .entrySet()) {
                boolean may = Rights.INSIDE.contains(role) || role == word.getValue();
                boolean found = directory.count(DirectoryFilter.of("", "", "", word.getKey()), role) > 0;
                if (found != may) wrong.add(who + (found ? " finds " : " does not find ") + word.getKey());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobody_changes_what_is_another_s_even_by_hand() {
        var partner = new Visitor(port).signedIn("partenaire-1");
        String own = "/espace/annuaire/partenaires/reseaux-associatifs/modification";
        Map<String, String> fields = Map.of(
                "nom",
                "Pris",
                "version",
                "0",
                "titre",
                "Pris",
                "personne",
                id("partenaire-1").toString());
        for (String path : List.of(
                "/espace/annuaire/partenaires/cooperatives/modification",
                "/espace/annuaire/partenaires/cooperatives/offres",
                "/espace/annuaire/partenaires/cooperatives/offres/" + otherOffer,
                "/espace/annuaire/partenaires/cooperatives/offres/" + otherOffer + "/suppression",
                "/espace/annuaire/partenaires/reseaux-associatifs/offres/" + otherOffer,
                "/espace/annuaire/partenaires/reseaux-associatifs/offres/" + otherOffer + "/suppression"))
            assertThat(partner.submit(own, path, fields).statusCode()).as(path).isEqualTo(404);
        for (String path : List.of(
                "/espace/annuaire/partenaires/cooperatives/membres",
                "/espace/annuaire/financeurs/region/membres",
                "/espace/annuaire/partenaires",
                "/espace/annuaire/prestataires",
                "/espace/annuaire/prestataires/" + provider + "/suppression",
                "/espace/annuaire/import"))
            assertThat(partner.submit(own, path, fields).statusCode()).as(path).isEqualTo(403);
        assertThat(db.sql("select count(*) from partner where name = 'Pris'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(db.sql("select count(*) from partner_offer")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        // Their own entry, they do change; the same version twice is a conflict that keeps what was typed.
        var mine = Map.of("nom", "Réseaux associatifs", "courriel", "nouveau@example.org", "version", "1");
        assertThat(partner.submit(own, own, mine).statusCode()).isEqualTo(302);
        var again = partner.submit(own, own, Map.of("nom", "Écrasé", "courriel", "", "version", "1"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Écrasé");
        db.sql("update partner set name = 'Réseaux et fédérations d’associations' where id = 'reseaux-associatifs'")
                .update();
    }

    @Test
    void a_role_that_changes_no_longer_speaks_for_an_organisation() {
        db.sql("update person set role = 'FUNDER' where account = 'partenaire-1'")
                .update();
        assertThat(db.sql("select partner is null from person where account = 'partenaire-1'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        db.sql("update person set role = 'PARTNER' where account = 'partenaire-1'")
                .update();
    }

    @Test
    void independent_readers_read_the_cards_back() throws Exception {
        db.sql(
                        "update known_provider set name = 'Élan; \"Conseil\", & fils\\n', phone = '03 53 01 00 51', domains = '{FINANCE}', website = 'https://elan.example.org'")
                .update();
        var lines = directory.list(DirectoryFilter.of("", "", "", ""), Role.OFFICER, 1_000, 0);
        String text = new String(cards.of(lines), StandardCharsets.UTF_8);
        assertThat(text.lines().filter(l -> l.equals("VERSION:4.0"))).hasSize(lines.size());
        var read =
                new VCardBuilder(new StringReader(text)).build().getEntityList().getAll();
        assertThat(read).hasSize(lines.size());
        assertThat(read)
                .extracting(card -> card.getRequiredProperty("FN").getValue())
                .contains("Julien Marsault", "DLA de la Marne");
        var again = Ezvcard.parse(text).all();
        assertThat(again)
                .allSatisfy(card -> assertThat(
                                card.validate(ezvcard.VCardVersion.V4_0).isEmpty())
                        .as(card.getFormattedName().getValue() + card.validate(ezvcard.VCardVersion.V4_0))
                        .isTrue());
        var elan = again.stream()
                .filter(c -> c.getFormattedName().getValue().startsWith("Élan"))
                .findFirst()
                .orElseThrow();
        assertThat(elan.getFormattedName().getValue()).isEqualTo("Élan; \"Conseil\", & fils\\n");
        assertThat(elan.getTelephoneNumbers().getFirst().getUri().getNumber()).isEqualTo("+33353010051");
        assertThat(elan.getKind().isOrg()).isTrue();
        var person = again.stream()
                .filter(c -> c.getFormattedName().getValue().equals("Julien Marsault"))
                .findFirst()
                .orElseThrow();
        assertThat(person.getStructuredName().getFamily()).isEqualTo("Marsault");
        assertThat(person.getOrganization().getValues()).containsExactly("DLA de la Marne");
        assertThat(person.getTitles().getFirst().getValue()).isEqualTo("chargé de mission");
    }
}
