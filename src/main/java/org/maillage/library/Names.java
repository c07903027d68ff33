package org.maillage.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maillage.kernel.DlaId;
import org.maillage.network.Dla;

/** What the DLAs are called, for pages. */
public record Names(List<Dla> dlas) {
    public Names {
        dlas = List.copyOf(dlas);
    }

    /** {@code DLA de la Marne}. */
    public String of(DlaId dla) {
        return dlas.stream()
                .filter(d -> d.id().equals(dla))
                .findFirst()
                .map(Dla::name)
                .orElse(dla.slug());
    }

    public String of(List<DlaId> several) {
        return several.stream().map(this::of).collect(Collectors.joining(", "));
    }

    /** Slug to name, in their order. */
    public Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        dlas.forEach(d -> options.put(d.id().slug(), d.name()));
        return options;
    }
}
