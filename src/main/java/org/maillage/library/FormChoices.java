package org.maillage.library;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maillage.kernel.Domain;
import org.maillage.web.Texts;

/** What a tool's form offers to choose from: code to name. */
public record FormChoices(
        Map<String, String> steps, Map<String, String> domains, Map<String, String> licences, List<String> tags) {

    static FormChoices in(Texts t, List<String> tags) {
        return new FormChoices(
                options(t, Step.values()), byName(t, Domain.values()), options(t, Licence.values()), tags);
    }

    private static Map<String, String> options(Texts t, Enum<?>[] all) {
        var options = new LinkedHashMap<String, String>();
        Arrays.stream(all).forEach(c -> options.put(c.name(), t.name(c)));
        return options;
    }

    private static Map<String, String> byName(Texts t, Domain[] all) {
        var options = new LinkedHashMap<String, String>();
        Arrays.stream(all)
                .sorted(Comparator.comparing(t::name, Collator.getInstance(t.locale())))
                .forEach(c -> options.put(c.name(), t.name(c)));
        return options;
    }
}
