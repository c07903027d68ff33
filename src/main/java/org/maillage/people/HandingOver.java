package org.maillage.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.maillage.identity.Handover;
import org.maillage.identity.Handover.Item;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violation;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.maillage.web.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Passes on what was in the care of whoever leaves, item by item, each in a transaction of its own. */
@Service
class HandingOver {
    private final List<Handover> handovers;
    private final People people;
    private final Announcements announcements;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HandingOver(
            List<Handover> handovers,
            People people,
            Announcements announcements,
            TransactionTemplate transaction,
            Clock clock) {
        this.handovers = handovers;
        this.people = people;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is in the care of {@code leaving}, module by module. */
    List<Item> items(Person leaving, Texts t) {
        return handovers.stream().flatMap(h -> h.of(leaving, t).stream()).toList();
    }

    /** Who may take something over: officers and facilitators who stay. */
    List<Person> colleagues(Person leaving) {
        return people.inOffice().stream()
                .filter(p -> p.role() == Role.OFFICER || p.role() == Role.FACILITATOR)
                .filter(p -> !p.id().equals(leaving.id()) && p.lastDay() == null)
                .toList();
    }

    /**
     * Passes items on.
     *
     * @param wanted item to person; what is not {@code from}'s, or not for that person to take, is refused beside it
     * @return refusals, by item; empty when all went well
     */
    Map<String, Violation> pass(Person from, Map<String, UUID> wanted, Member by, Texts t) {
        Map<UUID, Person> colleagues =
                colleagues(from).stream().collect(Collectors.toMap(Person::id, Function.identity()));
        var refused = new LinkedHashMap<String, Violation>();
        for (Handover module : handovers)
            for (Item item : module.of(from, t)) {
                UUID chosen = wanted.get(item.id());
                if (chosen == null) continue;
                Person to = colleagues.get(chosen);
                try {
                    if (to == null || !item.mayGoTo(to)) throw new Refused(item.id(), "people.handover.notThem");
                    transaction.executeWithoutResult(status -> {
                        module.pass(item.id(), from, to);
                        if (!to.id().equals(by.id())) announcements.passed(to, from, item.path(), today());
                    });
                } catch (Refused e) {
                    refused.put(item.id(), e.violations().getFirst());
                } catch (StaleVersion e) {
                    refused.put(item.id(), new Violation(item.id(), "people.handover.stale", List.of()));
                }
            }
        if (items(from, t).isEmpty()) people.handedOver(from.id(), true);
        return refused;
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    /** Nothing more is to be passed on, even if something is left: it stays under the DLA's name. */
    void settle(Person from) {
        people.handedOver(from.id(), true);
    }
}
