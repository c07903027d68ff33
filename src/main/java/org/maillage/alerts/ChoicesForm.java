package org.maillage.alerts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Violations;
import org.maillage.tenders.Kind;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The choices as ticked on a form or written in an address.
 *
 * @param departments codes, as {@code departement}
 * @param domains constants of {@link Domain}, as {@code domaine}
 * @param kinds constants of {@link Kind}, as {@code type}
 * @param rhythm constant of {@link Rhythm}, as {@code rythme}
 */
public record ChoicesForm(List<String> departments, List<String> domains, List<String> kinds, String rhythm) {

    /** Read by hand: data binding would take commas apart, and grow lists to any index that an address names. */
    static ChoicesForm of(HttpServletRequest request) {
        String rhythm = request.getParameter("rythme");
        return new ChoicesForm(
                values(request, "departement"),
                values(request, "domaine"),
                values(request, "type"),
                rhythm == null || rhythm.isBlank() ? Rhythm.AT_ONCE.name() : rhythm);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String @Nullable [] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    static ChoicesForm of(Choices choices, Rhythm rhythm) {
        return new ChoicesForm(choices.departmentCodes(), choices.domainNames(), choices.kindNames(), rhythm.name());
    }

    /** These choices as the query of the form's address, which shows them ticked. */
    String query() {
        var query = UriComponentsBuilder.newInstance();
        departments().forEach(d -> query.queryParam("departement", d));
        domains().forEach(d -> query.queryParam("domaine", d));
        kinds().forEach(k -> query.queryParam("type", k));
        return query.queryParam("rythme", rhythm()).build().encode().toUriString();
    }

    /** The choices that mean something here, silently without the others: for an address that someone kept for years. */
    Choices understood(Collection<String> network) {
        return new Choices(
                departments().stream()
                        .filter(network::contains)
                        .map(DepartmentCode::new)
                        .toList(),
                known(domains(), Domain.values()),
                known(kinds(), Kind.values()));
    }

    /** Notes in {@code violations} every value that no tick box of ours gives. */
    void check(Set<String> network, Violations violations) {
        violations
                .require(network.containsAll(departments()), "departement", "alerts.choice.unknown")
                .require(names(Domain.values()).containsAll(domains()), "domaine", "alerts.choice.unknown")
                .require(names(Kind.values()).containsAll(kinds()), "type", "alerts.choice.unknown")
                .require(names(Rhythm.values()).contains(rhythm()), "rythme", "alerts.choice.unknown");
    }

    private static <E extends Enum<E>> List<E> known(List<String> values, E[] constants) {
        return Arrays.stream(constants).filter(c -> values.contains(c.name())).toList();
    }

    private static Set<String> names(Enum<?>[] constants) {
        Function<Enum<?>, String> name = Enum::name;
        return Set.copyOf(Arrays.stream(constants).map(name).toList());
    }
}
