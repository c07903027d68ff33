package org.maillage.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maillage.kernel.Slugs;

/** What is known of a provider, as columns of a table and fields of a form, in the order in which they stand there. */
public enum Column {
    NAME("nom", "Nom", 160, "name", "prestataire", "raison-sociale", "structure", "organisation"),
    CONTACT("contact", "Contact", 120, "personne", "interlocuteur", "contact-person"),
    EMAIL("courriel", "Courriel", 254, "email", "e-mail", "mail", "mel", "adresse-electronique", "adresse-mail"),
    PHONE("telephone", "Téléphone", 40, "tel", "phone", "portable", "mobile"),
    WEBSITE("site", "Site", 500, "site-web", "site-internet", "website", "url", "web"),
    DEPARTMENTS("departements", "Départements", 400, "departement", "dept", "departments", "territoire", "territoires"),
    DOMAINS("domaines", "Domaines", 400, "domaine", "domaines-d-intervention", "domains", "competences"),
    ABOUT("presentation", "Présentation", 4_000, "about", "description", "commentaire", "commentaires"),
    KNOWN_FROM("connu", "Connu par", 500, "connu-par", "origine", "known-from", "source"),
    GROUND("base", "Base légale", 60, "base-legale", "legal-ground", "ground"),
    CONSENT_ON("accordLe", "Accord donné le", 20, "accord-donne-le", "accord-le", "date-de-consentement", "consent-on"),
    CONSENT_NOTE("accord", "Note sur l’accord", 500, "note-sur-l-accord", "consentement", "consent-note"),
    CONFIRMED_ON("confirmeLe", "Confirmé le", 20, "confirme-le", "date-de-confirmation", "verifie-le", "confirmed-on");

    private final String field;
    private final String heading;
    private final int longest;
    private final Set<String> aliases;

    Column(String field, String heading, int longest, String... aliases) {
        this.field = field;
        this.heading = heading;
        this.longest = longest;
        this.aliases = Set.of(aliases);
    }

    /** Name of the form's field. */
    public String field() {
        return field;
    }

    /** As it heads the exported table; in French, whatever the reader's language: the files travel. */
    public String heading() {
        return heading;
    }

    int longest() {
        return longest;
    }

    /** The column that a heading means, however it is spelt. */
    static Optional<Column> of(String heading) {
        String slug = Slugs.of(heading);
        return Arrays.stream(values())
                .filter(c ->
                        Slugs.of(c.heading).equals(slug) || Slugs.of(c.field).equals(slug) || c.aliases.contains(slug))
                .findFirst();
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(Column::heading).toList();
    }
}
