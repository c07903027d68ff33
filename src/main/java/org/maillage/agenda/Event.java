package org.maillage.agenda;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;

/**
 * Something that the network meets for.
 *
 * @param organiser whose care it is in; null once they have left
 * @param dla in whose name it is called; null for the network's centre
 * @param rule how it comes again (RFC 5545), without its end; empty when it comes once
 * @param sequence grows with each change that calendars must follow
 * @param version grows at each write; an older one is refused
 */
public record Event(
        UUID id,
        Details details,
        @Nullable UUID organiser,
        @Nullable DlaId dla,
        String rule,
        EventState state,
        int sequence,
        int version,
        Instant updatedAt) {

    public boolean comesAgain() {
        return !rule.isEmpty();
    }

    /**
     * Whether {@code member}, who sees it, may change it: whose care it is in, the officers of the DLA in whose name it is
     * called, the facilitator for what the centre calls. No role stands above: nobody changes another DLA's event.
     */
    public boolean inHandsOf(Member member) {
        if (member.id().equals(organiser)) return true;
        return dla == null ? member.role() == Role.FACILITATOR : member.runs(dla);
    }

    /** Of a poll. */
    public String pollPath() {
        return "/espace/agenda/sondages/" + id;
    }
}
