package org.maillage.directory;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maillage.kernel.Domain;

/**
 * A provider's entry, as typed: one text a column, parameters named as {@link Column#field()}. Domains come as names of
 * constants, several of one name.
 */
public record ProviderForm(Map<Column, String> typed) {
    public ProviderForm {
        typed = Map.copyOf(typed);
    }

    static ProviderForm of(HttpServletRequest request) {
        var typed = new EnumMap<Column, String>(Column.class);
        for (Column column : Column.values()) {
            String[] values = request.getParameterValues(column.field());
            typed.put(column, values == null ? "" : String.join(",", values));
        }
        return new ProviderForm(typed);
    }

    static ProviderForm of(Provider provider, ProviderReading reading) {
        var typed = new EnumMap<Column, String>(Column.class);
        for (Column column : Column.values()) typed.put(column, reading.cell(provider, column));
        typed.put(Column.DOMAINS, provider.domains().stream().map(Enum::name).collect(Collectors.joining(",")));
        typed.put(Column.GROUND, provider.ground() == Provider.Ground.CONSENT ? "consentement" : "interet");
        typed.put(
                Column.CONSENT_ON,
                provider.consentOn() == null ? "" : provider.consentOn().toString());
        typed.put(Column.CONFIRMED_ON, provider.confirmedOn().toString());
        return new ProviderForm(typed);
    }

    public String of(Column column) {
        return typed.getOrDefault(column, "");
    }

    /** Names of the domains that are ticked. */
    public List<String> domains() {
        return Arrays.stream(of(Column.DOMAINS).split(","))
                .filter(name ->
                        Arrays.stream(Domain.values()).anyMatch(d -> d.name().equals(name)))
                .toList();
    }
}
