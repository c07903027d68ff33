package org.maillage.agenda;

import java.util.UUID;

/**
 * One thing to answer by a mail's link: a date, or a slot of a poll.
 *
 * @param answer name of the {@link Answer} given so far; empty for none
 */
public record Question(UUID id, Slot when, String place, String answer) {}
