package org.maillage.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.web.Typed;

/**
 * An offer, as typed.
 *
 * @param debut first and {@code fin} last day, ISO or French; both may be empty
 * @param pour {@code tous}, or {@code reseau} for the network and its partners
 */
public record OfferForm(
        String titre, String texte, String publics, List<String> departements, String debut, String fin, String pour) {
    public OfferForm {
        titre = titre == null ? "" : titre;
        texte = texte == null ? "" : texte;
        publics = publics == null ? "" : publics;
        departements = departements == null ? List.of() : List.copyOf(departements);
        debut = debut == null ? "" : debut;
        fin = fin == null ? "" : fin;
        pour = "reseau".equals(pour) ? "reseau" : "tous";
    }

    static OfferForm empty() {
        return new OfferForm("", "", "", List.of(), "", "", "tous");
    }

    static OfferForm of(Offer offer) {
        return new OfferForm(
                offer.title(),
                offer.text(),
                offer.publics(),
                offer.departments(),
                offer.startsOn() == null ? "" : offer.startsOn().toString(),
                offer.endsOn() == null ? "" : offer.endsOn().toString(),
                offer.isPublic() ? "tous" : "reseau");
    }

    /**
     * @param served codes of the departments to choose from
     * @throws Refused with everything that is wrong, by field
     */
    Offer offer(UUID id, String partner, int version, Collection<String> served) {
        var wrong = new Violations();
        String title = Typed.line(titre);
        String text = Typed.text(texte);
        String whom = Typed.line(publics);
        wrong.require(!title.isEmpty(), "titre", "directory.offer.title");
        wrong.require(title.length() <= 200, "titre", "directory.long", 200);
        wrong.require(text.length() <= 6_000, "texte", "directory.long", 6_000);
        wrong.require(whom.length() <= 500, "publics", "directory.long", 500);
        wrong.require(served.containsAll(departements), "departements", "directory.offer.departments");
        LocalDate from = day(debut, "debut", wrong);
        LocalDate to = day(fin, "fin", wrong);
        wrong.require(from == null || to == null || !to.isBefore(from), "fin", "directory.offer.dates");
        wrong.throwIfAny();
        return new Offer(
                id,
                partner,
                title,
                text,
                whom,
                departements.stream().distinct().sorted().toList(),
                from,
                to,
                pour.equals("tous"),
                version);
    }

    private static @Nullable LocalDate day(String typed, String field, Violations wrong) {
        String line = Typed.line(typed);
        if (line.isEmpty()) return null;
        var day = ProviderReading.date(line).filter(d -> d.getYear() >= 2000 && d.getYear() < 2100);
        wrong.require(day.isPresent(), field, "directory.date", line.substring(0, Math.min(20, line.length())));
        return day.orElse(null);
    }
}
