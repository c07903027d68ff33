package org.maillage.identity;

import java.util.Arrays;
import java.util.List;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.platform.Demonstration;
import org.springframework.stereotype.Component;

/** The accounts that {@code /connexion} offers in demonstration. */
@Component
@Demonstration
class DemonstrationAccounts {
    private final Network network;

    DemonstrationAccounts(Network network) {
        this.network = network;
    }

    /** Officers by DLA, then everyone else. */
    List<Account> all() {
        return Arrays.stream(Role.values())
                .flatMap(role -> network.people(role).stream())
                .map(person -> new Account(
                        person.account(),
                        person.name(),
                        person.role(),
                        person.dla() == null
                                ? ""
                                : network.dla(person.dla()).orElseThrow().name()))
                .toList();
    }
}
