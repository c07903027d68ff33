package org.maillage.tenders;

/** A call is out. Identifiers only: the registry keeps events in a table until they are treated. */
public record TenderPublished(Reference reference) {}
