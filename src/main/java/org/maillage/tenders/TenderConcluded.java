package org.maillage.tenders;

/** A closed call is awarded or was unsuccessful. Identifiers only: the registry keeps events in a table until they are treated. */
public record TenderConcluded(Reference reference) {}
