package org.maillage.library;

/** The step of a support assignment that a tool serves; V120 holds the same list. */
public enum Step {
    /** <i>Accueil</i>: the first meeting with a beneficiary. */
    WELCOME,
    /** <i>Diagnostic partagé</i>. */
    DIAGNOSIS,
    /** <i>Plan d’accompagnement</i>. */
    PLAN,
    /** <i>Mission</i>: what a provider does. */
    ASSIGNMENT,
    /** <i>Suivi</i>: what becomes of it. */
    FOLLOW_UP,
    /** The life of the network itself. */
    NETWORK
}
