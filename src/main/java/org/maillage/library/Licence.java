package org.maillage.library;

/** What others may do with a tool; V120 holds the same list. */
public enum Licence {
    /** For the network's own use. */
    NETWORK,
    CC_BY,
    CC_BY_SA,
    CC0,
    /** <i>Licence ouverte</i> of the French administration, version 2.0. */
    ETALAB
}
