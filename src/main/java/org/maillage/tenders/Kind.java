package org.maillage.tenders;

/** Whom an assignment supports. */
public enum Kind {
    /** <i>Ingénierie individuelle</i>: one beneficiary. */
    INDIVIDUAL,
    /** <i>Ingénierie collective</i>: several beneficiaries together. */
    COLLECTIVE
}
