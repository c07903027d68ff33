package org.maillage.directory;

import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.network.Network;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which members speak for a funder. */
@Service
class FunderMembers {
    private final PersonEntries people;
    private final Network network;

    FunderMembers(PersonEntries people, Network network) {
        this.people = people;
        this.network = network;
    }

    /** @throws NotFound when there is no such funder, or no such member of a funder */
    @Transactional
    public void speaksFor(String funder, UUID person, boolean yes) {
        if (network.funders().stream().noneMatch(f -> f.id().equals(funder))) throw new NotFound("funder");
        PersonEntry entry = people.find(person).orElseThrow(() -> new NotFound("person"));
        if (!yes && !funder.equals(entry.funder())) return;
        if (!people.speaksForFunder(person, yes ? funder : null)) throw new NotFound("person");
    }
}
