package org.maillage.kernel;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person who acts: what a session knows of them, and what controllers receive as {@code @AuthenticationPrincipal}.
 *
 * @param id the person in {@code network}
 * @param displayName name as shown to other members
 * @param dla the DLA of an officer; null for every other role
 */
public record Member(
        UUID id, String displayName, Role role, @Nullable DlaId dla) implements Principal, Serializable {
    public Member {
        if ((role == Role.OFFICER) != (dla != null))
            throw new IllegalArgumentException("An officer has a DLA, nobody else has");
    }

    /** The identifier, never the name: this is what sessions are indexed by. */
    @Override
    public String getName() {
        return id.toString();
    }

    /** Whether this member may act for {@code other}: an officer acts only for the DLA that they run. */
    public boolean runs(DlaId other) {
        return other.equals(dla);
    }
}
