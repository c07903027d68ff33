package org.maillage.people;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Person;
import org.maillage.web.Texts;

/** What the selects of these pages offer: value to label, in order. */
public final class TeamChoices {
    private TeamChoices() {}

    public static Map<String, String> roles(Texts t) {
        var roles = new LinkedHashMap<String, String>();
        for (Role role : Role.values()) roles.put(role.name(), t.name(role));
        return roles;
    }

    public static Map<String, String> dlas(Collection<Dla> dlas, Texts t) {
        var all = new LinkedHashMap<String, String>();
        all.put("", t.localize("people.choose"));
        dlas.forEach(dla -> all.put(dla.id().slug(), dla.name()));
        return all;
    }

    public static Map<String, String> people(Collection<Person> people, Map<DlaId, String> names, Texts t) {
        var all = new LinkedHashMap<String, String>();
        all.put("", t.localize("people.choose"));
        people.forEach(p -> all.put(
                p.id().toString(), p.dla() == null ? p.name() : p.name() + " · " + names.getOrDefault(p.dla(), "")));
        return all;
    }
}
