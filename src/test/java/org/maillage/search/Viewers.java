package org.maillage.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;

/** Whoever may look: nobody in particular, every role, officers of every DLA. */
final class Viewers {
    static final List<String> DLAS = List.of("ardennes", "aube", "marne", "haute-marne");

    private Viewers() {}

    static Member officer(String dla) {
        return new Member(UUID.randomUUID(), "Camille Essai", Role.OFFICER, new DlaId(dla));
    }

    static List<@Nullable Member> all() {
        var all = new ArrayList<@Nullable Member>();
        all.add(null);
        DLAS.forEach(dla -> all.add(officer(dla)));
        for (Role role : Role.values())
            if (role != Role.OFFICER) all.add(new Member(UUID.randomUUID(), "Camille Essai", role, null));
        return all;
    }
}
