package org.maillage.files.apart;

/** What the process apart is asked about one file. */
public enum Task {
    /** Whether it holds what may not come in. */
    INSPECT,
    /** Its words. */
    TEXT,
    /** A picture of its first page. */
    PREVIEW
}
