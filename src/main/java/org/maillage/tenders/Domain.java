package org.maillage.tenders;

/** Field of expertise that an assignment needs (<i>domaine d’intervention</i>); V050 holds the same list. */
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
