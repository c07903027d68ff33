package org.maillage.tenders;

/** A published call is withdrawn. Identifiers only: the registry keeps events in a table until they are treated. */
public record TenderCancelled(Reference reference) {}
