package org.maillage.agenda;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;
import org.maillage.network.Department;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.network.Profile;
import org.springframework.stereotype.Component;

/** Who may be invited, and in whose name: the network as the agenda needs it. */
@Component
class Callers {
    private final Network network;
    private final Profile profile;

    Callers(Network network, Profile profile) {
        this.network = network;
        this.profile = profile;
    }

    /** In whose name an event is called: its DLA's, or the centre's. Never a person's. */
    String name(Event event) {
        DlaId dla = event.dla();
        return dla == null
                ? profile.get().centre()
                : network.dla(dla).map(Dla::name).orElse(dla.slug());
    }

    /** Everyone in office, officers first. */
    List<Person> everyone() {
        var everyone = inside();
        everyone.addAll(network.people(Role.PARTNER));
        everyone.addAll(network.people(Role.FUNDER));
        return everyone;
    }

    /** Officers and facilitator. */
    List<Person> inside() {
        var inside = new ArrayList<>(network.people(Role.OFFICER));
        inside.addAll(network.people(Role.FACILITATOR));
        return inside;
    }

    List<Department> departments() {
        return network.departments();
    }

    Set<DepartmentCode> codes() {
        return departments().stream().map(Department::code).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Names of DLAs, for what stands beside people. */
    Map<DlaId, String> dlas() {
        return network.dlas().stream().collect(Collectors.toMap(Dla::id, Dla::departmentName));
    }
}
