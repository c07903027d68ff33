package org.maillage.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;

/**
 * A consultant whom officers know.
 *
 * @param contact the person to ask for, when {@code name} is an organisation
 * @param departments INSEE codes where they work; none means everywhere
 * @param knownFrom how the network knows them
 * @param ground why the law lets the network keep this
 * @param consentOn when they agreed; needed, with the note, when that is the ground
 * @param confirmedOn when someone last checked that all this holds; three years later it is erased
 */
public record Provider(
        UUID id,
        String name,
        String contact,
        String email,
        String phone,
        String website,
        List<String> departments,
        List<Domain> domains,
        String about,
        String knownFrom,
        Ground ground,
        @Nullable LocalDate consentOn,
        String consentNote,
        LocalDate confirmedOn,
        int version) {
    public Provider {
        departments = List.copyOf(departments);
        domains = List.copyOf(domains);
    }

    /** Article 6 of the GDPR. */
    public enum Ground {
        LEGITIMATE_INTEREST,
        CONSENT
    }

    /** Nothing known yet. */
    static Provider unknown(UUID id, LocalDate today) {
        return new Provider(
                id, "", "", "", "", "", List.of(), List.of(), "", "", Ground.LEGITIMATE_INTEREST, null, "", today, 0);
    }

    Provider as(UUID id, int version) {
        return new Provider(
                id,
                name,
                contact,
                email,
                phone,
                website,
                departments,
                domains,
                about,
                knownFrom,
                ground,
                consentOn,
                consentNote,
                confirmedOn,
                version);
    }

    public String path() {
        return "/espace/annuaire/prestataires/" + id;
    }
}
