package org.maillage.agenda;

import java.util.UUID;
import org.maillage.files.StoredFile;

/** A document attached to a date. */
public record EventDocument(UUID id, StoredFile file) {}
