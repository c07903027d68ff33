package org.maillage.agenda;

/** Whether someone comes. */
public enum Answer {
    YES,
    MAYBE,
    NO
}
