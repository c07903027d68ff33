package org.maillage.kernel;

import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person who acts: what a session knows of them, and what controllers receive as {@code @AuthenticationPrincipal}.
 *
 * <p>Two questions, two answers. {@link #runs} says who may work on the calls and the support requests of a DLA: its
 * officers, and whoever stands in for one of them. {@link #belongsTo} says who is of the DLA: it is the one to ask for
 * everything else, such as an assent, an invitation, a departure, a local variant of a tool.
 *
 * @param id the person in {@code network}
 * @param displayName name as shown to other members
 * @param dla the DLA of an officer; null for every other role
 * @param standIns absences under way that concern them today: those in which they act, and those of their own DLA
 */
public record Member(
        UUID id, String displayName, Role role, @Nullable DlaId dla, List<StandIn> standIns)
        implements Principal, Serializable {
    public Member {
        if ((role == Role.OFFICER) != (dla != null))
            throw new IllegalArgumentException("An officer has a DLA, nobody else has");
        standIns = List.copyOf(standIns);
    }

    /** Somebody who stands in for nobody. */
    public Member(UUID id, String displayName, Role role, @Nullable DlaId dla) {
        this(id, displayName, role, dla, List.of());
    }

    /** The identifier, never the name: this is what sessions are indexed by. */
    @Override
    public String getName() {
        return id.toString();
    }

    /** Whether this member may work on the calls and the support requests of {@code other}: as its officer, or standing in. */
    public boolean runs(DlaId other) {
        return belongsTo(other) || duties().stream().anyMatch(s -> s.dla().equals(other));
    }

    /** Whether this member is an officer of {@code other}: standing in does not make one. */
    public boolean belongsTo(DlaId other) {
        return other.equals(dla);
    }

    /** Whether this member assents in their own name: every officer does, and nobody does for somebody else. */
    public boolean elector() {
        return role == Role.OFFICER;
    }

    /** The absences in which this member acts for another DLA today. */
    public List<StandIn> duties() {
        return standIns.stream().filter(s -> s.substitute().equals(id)).toList();
    }

    /** Who acts for {@code other} today, when this member has to do with it: « for …, by … » on the pages. */
    public Optional<StandIn> standIn(DlaId other) {
        return standIns.stream().filter(s -> s.dla().equals(other)).findFirst();
    }
}
