package org.maillage.agenda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maillage.kernel.DlaId;
import org.maillage.network.Department;
import org.maillage.network.Person;
import org.maillage.web.Texts;

/** What the forms of the agenda offer to choose from: value to label. */
public record FormChoices(
        Map<String, String> times,
        Map<String, String> kinds,
        Map<String, String> repeats,
        Map<String, String> departments,
        Map<String, String> people) {

    static FormChoices of(List<Person> people, Map<DlaId, String> dlas, List<Department> departments, Texts t) {
        var named = new LinkedHashMap<String, String>();
        for (Person person : people) {
            DlaId dla = person.dla();
            String where = dla != null ? dlas.getOrDefault(dla, dla.slug()) : person.title();
            named.put(person.id().toString(), where.isEmpty() ? person.name() : person.name() + " · " + where);
        }
        var places = new LinkedHashMap<String, String>();
        departments.forEach(d -> places.put(d.code().code(), d.name()));
        return new FormChoices(
                names(Time.values(), t),
                names(EventKind.values(), t),
                names(RecurrenceRule.Repeat.values(), t),
                places,
                named);
    }

    private static Map<String, String> names(Enum<?>[] constants, Texts t) {
        var names = new LinkedHashMap<String, String>();
        for (Enum<?> constant : constants) names.put(constant.name(), t.name(constant));
        return names;
    }
}
