package org.maillage.tenders;

/** The deadline of a call is past. Identifiers only: the registry keeps events in a table until they are treated. */
public record TenderClosed(Reference reference) {}
