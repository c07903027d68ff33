package org.maillage.people;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.maillage.network.Person;
import org.maillage.network.PersonLeft;
import org.maillage.platform.Demonstration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** For tests: who was said to have left, as often as it was said. */
@Component
@Demonstration
class HeardLeaving {
    private final List<UUID> left = new ArrayList<>();

    @EventListener
    synchronized void on(PersonLeft event) {
        left.add(event.person());
    }

    synchronized long times(Person person) {
        return left.stream().filter(person.id()::equals).count();
    }
}
