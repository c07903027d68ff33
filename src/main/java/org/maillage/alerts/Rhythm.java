package org.maillage.alerts;

/** How often someone wants to be told. */
public enum Rhythm {
    /** One message a call, in the minute of its publication. */
    AT_ONCE,
    /** What is new in one message, every day at 7:00 in Paris. */
    DAILY,
    /** What is new in one message, on Mondays at 7:00 in Paris. */
    WEEKLY
}
