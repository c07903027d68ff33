package org.maillage.identity;

import java.util.ArrayList;
import java.util.List;
import org.maillage.kernel.Member;

/**
 * One thing that a member can do here, as their home shows it.
 *
 * @param name its texts are {@code identity.space.<name>} and {@code .about}
 */
public record SpaceEntry(String name, String path) {

    /** What is open to {@code member}, most used first. */
    static List<SpaceEntry> of(Member member) {
        var entries = new ArrayList<SpaceEntry>();
        var dla = member.dla();
        if (dla != null) {
            entries.add(new SpaceEntry("tenders", "/espace/appels-d-offres"));
            entries.add(new SpaceEntry("dla", "/reseau/" + dla.slug()));
        }
        entries.add(new SpaceEntry("calls", "/appels-d-offres"));
        entries.add(new SpaceEntry("network", "/reseau"));
        switch (member.role()) {
            case OFFICER, PARTNER -> entries.add(new SpaceEntry("alerts", "/alertes"));
            case FACILITATOR -> entries.add(new SpaceEntry("traces", "/registre-des-traces"));
            case FUNDER -> entries.add(new SpaceEntry("data", "/api/ocds/releases.json"));
        }
        return entries;
    }
}
