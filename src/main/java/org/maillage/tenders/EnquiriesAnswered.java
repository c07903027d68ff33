package org.maillage.tenders;

/** A batch of questions on a call was answered, to all at once. Identifiers only: the registry keeps events in a table until they are treated. */
public record EnquiriesAnswered(Reference reference, int batch) {}
