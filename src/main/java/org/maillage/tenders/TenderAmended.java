package org.maillage.tenders;

/** A published call changed. Identifiers only: the registry keeps events in a table until they are treated. */
public record TenderAmended(Reference reference, int amendment) {}
