package org.maillage.identity;

import java.time.LocalDate;

/**
 * A session of a member, as its owner is shown it.
 *
 * @param id names it in a form; it opens nothing
 * @param current whether it is the one that looks
 * @param openedOn day in Paris
 */
public record OpenSession(String id, boolean current, Device device, LocalDate openedOn) {}
