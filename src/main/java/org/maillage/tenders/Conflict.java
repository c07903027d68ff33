package org.maillage.tenders;

import java.util.List;
import org.maillage.web.Sides;

/**
 * Two versions of one draft.
 *
 * @param theirs as somebody saved it meanwhile
 * @param mine as it was typed
 * @param marks of {@code theirs}
 * @param fields where they differ
 */
public record Conflict(Tender theirs, TermsForm mine, String marks, List<Sides> fields) {}
