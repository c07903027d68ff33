package org.maillage.mail;

/** What leaves before what: a letter of an earlier constant overtakes those of a later one, even in the middle of a fan-out. */
public enum Priority {
    /** Someone waits before their screen: sign-in, confirmation. */
    AT_ONCE,
    NORMAL,
    /** One letter to very many. */
    BULK
}
