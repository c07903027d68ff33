package org.maillage.agenda;

/** The four instituted times of the network: what an event is to it. */
public enum Time {
    BUILD,
    NOURISH,
    TAKE_PART,
    HARVEST
}
