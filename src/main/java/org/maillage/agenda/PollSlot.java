package org.maillage.agenda;

import java.util.Map;
import java.util.UUID;

/**
 * One date that a poll proposes.
 *
 * @param answers by person
 */
public record PollSlot(UUID id, Slot when, Map<UUID, Answer> answers) {
    public Tally tally() {
        return new Tally(count(Answer.YES), count(Answer.MAYBE), count(Answer.NO));
    }

    private int count(Answer wanted) {
        return (int) answers.values().stream().filter(a -> a == wanted).count();
    }
}
