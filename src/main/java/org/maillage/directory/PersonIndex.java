package org.maillage.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People in the search: by name, title and organisation. What they say of themselves and how to reach them stays out. */
@Component
class PersonIndex implements SearchSource {
    private final PersonEntries people;
    private final Network network;
    private final SearchIndex index;
    private final Clock clock;

    PersonIndex(PersonEntries people, Network network, SearchIndex index, Clock clock) {
        this.people = people;
        this.network = network;
        this.index = index;
        this.clock = clock;
    }

    /** Brings the index to where the person stands: out of it when they are no longer in office. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(UUID person) {
        people.find(person)
                .ifPresentOrElse(
                        entry -> index.put(entry(entry, clock.instant())),
                        () -> index.remove(Kind.PERSON, person.toString()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(UUID person) {
        index.remove(Kind.PERSON, person.toString());
    }

    @Override
    public Kind kind() {
        return Kind.PERSON;
    }

    @Override
    @Transactional(readOnly = true)
    public void each(Consumer<Entry> entries) {
        Instant now = clock.instant();
        people.each(person -> entries.accept(entry(person, now)));
    }

    private Entry entry(PersonEntry person, Instant now) {
        var dla = person.dla();
        List<String> departments = dla == null
                ? List.of()
                : network.dla(dla)
                        .map((Dla d) -> List.of(d.department().code()))
                        .orElse(List.of());
        return new Entry(
                Kind.PERSON,
                person.id().toString(),
                person.path(),
                person.name(),
                String.join(
                        ", ",
                        List.of(person.title(), person.organisation()).stream()
                                .filter(s -> !s.isEmpty())
                                .toList()),
                "",
                departments,
                List.of(),
                audience(person.role()),
                now);
    }

    private static Audience audience(Role role) {
        return switch (role) {
            case OFFICER, FACILITATOR -> Audience.roles(Role.values());
            case PARTNER -> Audience.roles(Role.OFFICER, Role.FACILITATOR, Role.PARTNER);
            case FUNDER -> Audience.roles(Role.OFFICER, Role.FACILITATOR);
        };
    }
}
