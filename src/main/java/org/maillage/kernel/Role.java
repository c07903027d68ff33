package org.maillage.kernel;

/** What a signed-in person is to the network. A person has exactly one role. */
public enum Role {
    /** <i>Chargé·e de mission</i>: runs a DLA; the only elector in decisions. */
    OFFICER,
    /** <i>Animateur régional</i>: hosts the network, without authority over officers. */
    FACILITATOR,
    /** An actor of the territory; sees what it is invited to. */
    PARTNER,
    /** State, CDC, Region, ESF: reads aggregate figures. */
    FUNDER
}
