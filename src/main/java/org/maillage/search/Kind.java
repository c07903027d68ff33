package org.maillage.search;

/** What an entry is about; a filter of the search page. */
public enum Kind {
    TOOL,
    CALL,
    PERSON,
    ORGANISATION,
    NEWS,
    EVENT,
    ACTION,
    PAGE
}
