package org.maillage.directory;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;

/** Who sees and changes what, in one place; the view {@code directory_line} says the same for the list. */
final class Rights {
    /** Officers and the facilitator see everything. */
    static final Set<Role> INSIDE = EnumSet.of(Role.OFFICER, Role.FACILITATOR);

    private Rights() {}

    /** Whether {@code viewer} sees a person at all. */
    static boolean sees(Role viewer, PersonEntry person) {
        return INSIDE.contains(viewer)
                || switch (person.role()) {
                    case OFFICER, FACILITATOR -> true; // as the public does
                    case PARTNER -> viewer == Role.PARTNER;
                    case FUNDER -> false;
                };
    }

    /** Whether {@code viewer} sees how to reach a person, and what they say of themselves; everyone sees their own. */
    static boolean reaches(Member viewer, PersonEntry person) {
        return INSIDE.contains(viewer.role()) || viewer.id().equals(person.id());
    }

    /** Whether {@code viewer} sees whom to reach at a partner, and the offers that are not public. */
    static boolean seesPartnersInside(Role viewer) {
        return INSIDE.contains(viewer) || viewer == Role.PARTNER;
    }

    /** Whether {@code member}, who speaks for the partner {@code speaksFor}, may change {@code partner}'s entry and offers. */
    static boolean mayChange(Member member, @Nullable String speaksFor, String partner) {
        return member.role() == Role.FACILITATOR || member.role() == Role.PARTNER && partner.equals(speaksFor);
    }
}
