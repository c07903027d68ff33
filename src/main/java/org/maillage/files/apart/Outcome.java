package org.maillage.files.apart;

/** What came of it. The names travel between the two processes. */
public enum Outcome {
    DONE,
    /** Nothing in it to read or to show. */
    NOTHING,
    BROKEN,
    PASSWORD,
    BOMB,
    MACROS,
    ELSEWHERE,
    SCRIPTS,
    ATTACHED,
    /** Said by the process that asked: the time was up. */
    TIME,
    /** Likewise: the memory was. */
    MEMORY,
    /** Likewise: the process ended without a word. */
    CRASHED
}
