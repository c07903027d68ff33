package org.maillage.tenders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maillage.kernel.Domain;
import org.maillage.network.Department;
import org.maillage.web.Texts;

/** What can be chosen in the form of a call: values to labels, in order. */
public record TermsChoices(
        Map<String, String> kinds,
        Map<String, String> named,
        Map<String, String> departments,
        Map<String, String> domains) {

    static TermsChoices of(List<Department> departments, Texts t) {
        var kinds = new LinkedHashMap<String, String>();
        for (Kind kind : Kind.values()) kinds.put(kind.name(), t.name(kind));
        var named = new LinkedHashMap<String, String>();
        named.put("yes", t.localize("tenders.named.yes"));
        named.put("no", t.localize("tenders.named.no"));
        var places = new LinkedHashMap<String, String>();
        for (Department d : departments) places.put(d.code().code(), d.code() + " · " + d.name());
        var domains = new LinkedHashMap<String, String>();
        for (Domain domain : Domain.values()) domains.put(domain.name(), t.name(domain));
        return new TermsChoices(kinds, named, places, domains);
    }
}
