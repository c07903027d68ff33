package org.maillage.kernel;

/** Field of expertise that an assignment, a tool or an offer is about (<i>domaine d’intervention</i>); V050 and V120 hold the same list. */
public enum Domain {
    STRATEGY,
    ECONOMIC_MODEL,
    FINANCE,
    HUMAN_RESOURCES,
    ORGANISATION,
    GOVERNANCE,
    COMMUNICATION,
    DIGITAL,
    PARTNERSHIPS,
    LEGAL,
    IMPACT,
    SECTOR
}
