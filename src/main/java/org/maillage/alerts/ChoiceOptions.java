package org.maillage.alerts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.maillage.kernel.Domain;
import org.maillage.network.Network;
import org.maillage.tenders.Kind;
import org.maillage.web.Texts;

/** What there is to choose from, in the order of the form: value to label. */
public record ChoiceOptions(
        Map<String, String> departments,
        Map<String, String> domains,
        Map<String, String> kinds,
        Map<String, String> rhythms,
        Map<String, String> languages) {

    static ChoiceOptions of(Network network, Texts t) {
        var departments = new LinkedHashMap<String, String>();
        network.departments().forEach(d -> departments.put(d.code().code(), d.name() + " (" + d.code() + ")"));
        var languages = new LinkedHashMap<String, String>();
        languages.put("fr", "Français"); // a language is named in itself
        languages.put("en", "English");
        return new ChoiceOptions(
                departments, names(Domain.values(), t), names(Kind.values(), t), names(Rhythm.values(), t), languages);
    }

    private static Map<String, String> names(Enum<?>[] constants, Texts t) {
        var names = new LinkedHashMap<String, String>();
        for (Enum<?> constant : constants) names.put(constant.name(), t.name(constant));
        return names;
    }
}
