package org.maillage.alerts;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.tenders.Kind;

/**
 * Which calls someone wants to be told of. An empty list chooses all: whoever ticks nothing misses nothing.
 *
 * @param departments in the order of their codes, each once
 * @param domains in the order of the list, each once
 * @param kinds in the order of the list, each once
 */
public record Choices(List<DepartmentCode> departments, List<Domain> domains, List<Kind> kinds) {
    public static final Choices ALL = new Choices(List.of(), List.of(), List.of());

    public Choices {
        departments = distinct(departments);
        domains = distinct(domains);
        kinds = distinct(kinds);
    }

    /** Whether a call concerns this choice; {@code choice_matches} in V070 says the same and a property test holds them together. */
    public boolean match(Collection<DepartmentCode> callDepartments, Collection<Domain> callDomains, Kind callKind) {
        return (departments.isEmpty() || departments.stream().anyMatch(callDepartments::contains))
                && (domains.isEmpty() || domains.stream().anyMatch(callDomains::contains))
                && (kinds.isEmpty() || kinds.contains(callKind));
    }

    public boolean all() {
        return departments.isEmpty() && domains.isEmpty() && kinds.isEmpty();
    }

    List<String> departmentCodes() {
        return departments.stream().map(DepartmentCode::code).toList();
    }

    List<String> domainNames() {
        return domains.stream().map(Enum::name).toList();
    }

    List<String> kindNames() {
        return kinds.stream().map(Enum::name).toList();
    }

    private static <T extends Comparable<? super T>> List<T> distinct(List<T> values) {
        return values.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }
}
