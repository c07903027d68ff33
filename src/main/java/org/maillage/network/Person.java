package org.maillage.network;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.kernel.StandIn;

/**
 * Someone of the network, in office.
 *
 * @param account short stable name, such as {@code marne-1}
 * @param title what they are called on the pages, such as « chargée de mission »
 * @param joinedOn first day; null for whoever was here before anybody noted it
 * @param lastDay last day in office, once a departure is announced
 * @param standIns absences under way that concern them
 */
public record Person(
        UUID id,
        String account,
        String name,
        String title,
        EmailAddress email,
        Role role,
        @Nullable DlaId dla,
        @Nullable LocalDate joinedOn,
        @Nullable LocalDate lastDay,
        List<StandIn> standIns) {

    /** The same person as the one who acts in a session. */
    public Member member() {
        return new Member(id, name, role, dla, standIns);
    }
}
