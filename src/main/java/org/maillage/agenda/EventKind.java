package org.maillage.agenda;

import org.maillage.kernel.Role;

/** What an event is, which also says who may be invited and who sees it. V140 says the same in SQL; a test compares. */
public enum EventKind {
    NETWORK_MEETING,
    /** Between officers, with the facilitator: nobody sees it who is not invited, and no index knows it. */
    PEER_EXCHANGE,
    PARTNER_MEETING,
    TERRITORIAL_MEETING,
    TRAINING,
    /** Shown to everyone, on the public site too. */
    PUBLIC;

    /** Whether someone with this role may be invited. */
    public boolean invites(Role role) {
        return switch (role) {
            case OFFICER, FACILITATOR -> true;
            case PARTNER -> this == PARTNER_MEETING || this == TERRITORIAL_MEETING || this == PUBLIC;
            case FUNDER -> this == PUBLIC;
        };
    }

    /** Whether officers and the facilitator see it without being invited. */
    public boolean seenInside() {
        return this != PEER_EXCHANGE;
    }

    /** Whether its very title stays on the platform: mails and calendars then say only what kind of event it is. */
    public boolean confidential() {
        return this == PEER_EXCHANGE;
    }
}
