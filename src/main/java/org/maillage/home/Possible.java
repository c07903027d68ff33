package org.maillage.home;

import java.util.ArrayList;
import java.util.List;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;

/**
 * One thing that a member can do here.
 *
 * @param name its texts are {@code home.can.<name>} and {@code .about}
 */
public record Possible(String name, String path) {

    /** What is open to {@code member}, most used first; what is in the navigation already is said there. */
    static List<Possible> to(Member member) {
        var all = new ArrayList<Possible>();
        DlaId dla = member.dla();
        switch (member.role()) {
            case OFFICER -> {
                all.add(new Possible("tenders", "/espace/appels-d-offres"));
                all.add(new Possible("tools", "/espace/outils"));
                all.add(new Possible("news", "/espace/actualites"));
                all.add(new Possible("agenda", "/espace/agenda"));
            }
            case FACILITATOR -> {
                all.add(new Possible("agenda", "/espace/agenda"));
                all.add(new Possible("news", "/espace/actualites"));
                all.add(new Possible("tools", "/espace/outils"));
                all.add(new Possible("calls", "/espace/appels-d-offres"));
                all.add(new Possible("traces", "/registre-des-traces"));
            }
            case PARTNER -> {
                all.add(new Possible("directory", "/espace/annuaire"));
                all.add(new Possible("meet", "/espace/agenda"));
                all.add(new Possible("alerts", "/alertes"));
                all.add(new Possible("network", "/reseau"));
            }
            case FUNDER -> {
                all.add(new Possible("calls", "/appels-d-offres"));
                all.add(new Possible("data", "/api/ocds/releases.json"));
                all.add(new Possible("meet", "/espace/agenda"));
                all.add(new Possible("network", "/reseau"));
            }
        }
        if (dla != null) all.add(new Possible("dla", "/reseau/" + dla.slug()));
        return all;
    }
}
