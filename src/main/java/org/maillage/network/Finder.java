package org.maillage.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maillage.kernel.Typos;
import org.maillage.network.Finding.Kind;
import org.springframework.stereotype.Service;

/** Finds the DLA of a commune or a postcode, however it is typed. */
@Service
class Finder {
    private static final int MOST = 30;
    private static final int MOST_ALIKE = 8;
    private static final int OTHERS = 4;
    private static final int SUGGESTIONS = 8;
    private final Communes communes;
    private final Network network;

    Finder(Communes communes, Network network) {
        this.communes = communes;
        this.network = network;
    }

    /** @param code INSEE code of the commune chosen among several; empty when none was */
    Finding find(String typed, String code) {
        if (!code.isEmpty()) {
            var chosen = communes.byCode(code);
            if (chosen.isPresent()) return decided(typed, List.of(chosen.get()));
        }
        Place place = Place.read(typed);
        if (place.blank()) return Finding.without(typed, typed.isBlank() ? Kind.BLANK : Kind.UNKNOWN);
        if (place.name().isEmpty()) return byPostcode(typed, place.postcode());
        return byName(typed, place);
    }

    /** Names to offer while someone types, the likely ones first. */
    List<Commune> suggest(String typed) {
        Place place = Place.read(typed);
        if (!place.postcode().isEmpty()) return first(communes.byPostcode(place.postcode()), SUGGESTIONS);
        if (place.name().length() < 2) return List.of();
        return first(within(place, communes.beginning(place.name(), MOST)), SUGGESTIONS);
    }

    private Finding byPostcode(String typed, String postcode) {
        var found = communes.byPostcode(postcode);
        if (!found.isEmpty()) return decided(typed, found);
        return byDigits(postcode)
                .map(department -> new Finding(
                        typed,
                        Kind.FOUND_BY_DIGITS,
                        List.of(),
                        List.of(),
                        department,
                        network.dlaOf(department.code()).orElse(null)))
                .orElse(Finding.without(typed, Kind.UNKNOWN));
    }

    /** Two digits, three overseas. Those of Corsica (20…) leave two departments open, and so answer nothing. */
    private Optional<Department> byDigits(String postcode) {
        String digits = postcode.startsWith("97") || postcode.startsWith("98")
                ? postcode.substring(0, 3)
                : postcode.substring(0, 2);
        return communes.department(digits);
    }

    private Finding byName(String typed, Place place) {
        var exact = within(place, communes.named(place.name()));
        if (!exact.isEmpty()) return decided(typed, exact, others(place, exact));
        var near = new ArrayList<>(communes.beginning(place.name(), MOST));
        if (place.name().length() >= 3) near.addAll(communes.containing(place.name(), MOST));
        var begun = first(within(place, near), MOST);
        if (begun.size() == 1) return decided(typed, begun);
        if (!begun.isEmpty()) return Finding.several(typed, Kind.SEVERAL, begun);
        if (!place.postcode().isEmpty()) {
            Finding there = byPostcode(typed, place.postcode());
            if (there.kind() != Kind.UNKNOWN) return there;
        }
        var alike = alike(place);
        return alike.isEmpty() ? Finding.without(typed, Kind.UNKNOWN) : Finding.several(typed, Kind.ALIKE, alike);
    }

    /** Names a few keystrokes away, the fewest first. PostgreSQL gathers candidates by their letters, in any order. */
    private List<Commune> alike(Place place) {
        int most = 1 + place.name().length() / 5;
        record Near(Commune commune, int typos) {}
        return first(
                communes.alike(place.name(), 200).stream()
                        .map(c -> new Near(c, Typos.toBeginning(place.name(), CommuneName.plain(c.met()))))
                        .filter(near -> near.typos() <= most)
                        .sorted(Comparator.comparingInt(Near::typos)
                                .thenComparing(near -> !near.commune().served()))
                        .map(Near::commune)
                        .toList(),
                MOST_ALIKE);
    }

    /** Longer names that begin so, in other departments; none when postcode or department already made it clear. */
    private List<Commune> others(Place place, List<Commune> exact) {
        if (!place.postcode().isEmpty() || !place.department().isEmpty()) return List.of();
        var where = exact.stream().map(Commune::department).collect(Collectors.toSet());
        return first(
                communes.beginning(place.name() + " ", MOST).stream()
                        .filter(c -> !c.former() && !where.contains(c.department()))
                        .toList(),
                OTHERS);
    }

    private Finding decided(String typed, List<Commune> found) {
        return decided(typed, found, List.of());
    }

    private Finding decided(String typed, List<Commune> found, List<Commune> others) {
        var where = found.stream().map(Commune::department).distinct().toList();
        var distinct = first(found, Integer.MAX_VALUE);
        if (where.size() > 1) return Finding.several(typed, Kind.SEVERAL, byDepartment(distinct, others));
        Department department = where.getFirst();
        return new Finding(
                typed,
                Kind.FOUND,
                distinct,
                others,
                department,
                network.dlaOf(department.code()).orElse(null));
    }

    /** Homonyms to choose from: the network's first, with its longer names that begin so; then by department. */
    private static List<Commune> byDepartment(List<Commune> homonyms, List<Commune> others) {
        return Stream.concat(homonyms.stream(), others.stream().filter(Commune::served))
                .sorted(Comparator.comparing((Commune c) -> !c.served())
                        .thenComparing(c -> c.department().code())
                        .thenComparing(Commune::met))
                .toList();
    }

    /** Those of {@code found} that agree with a department in brackets and a postcode; all of them when none does. */
    private List<Commune> within(Place place, List<Commune> found) {
        List<Commune> kept = found;
        if (!place.department().isEmpty()) {
            var department = communes.department(place.department());
            if (department.isPresent()) kept = keep(kept, c -> c.department().equals(department.get()));
        }
        if (!place.postcode().isEmpty()) {
            var there = communes.byPostcode(place.postcode()).stream()
                    .map(Commune::code)
                    .collect(Collectors.toSet());
            var digits = byDigits(place.postcode());
            kept = keep(
                    kept,
                    there.isEmpty()
                            ? c -> digits.map(c.department()::equals).orElse(true)
                            : c -> there.contains(c.code()));
        }
        return kept;
    }

    private static List<Commune> keep(List<Commune> found, java.util.function.Predicate<Commune> wanted) {
        var kept = found.stream().filter(wanted).toList();
        return kept.isEmpty() ? found : kept;
    }

    /** Each commune once, by the first name it was met with. */
    private static List<Commune> first(List<Commune> found, int most) {
        Map<String, Commune> once = new LinkedHashMap<>();
        found.forEach(commune -> once.putIfAbsent(commune.code(), commune));
        Stream<Commune> all = once.values().stream();
        return all.limit(most).toList();
    }
}
