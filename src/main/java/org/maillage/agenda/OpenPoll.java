package org.maillage.agenda;

import java.util.UUID;

/**
 * A poll on top of the agenda.
 *
 * @param answered by whoever looks; true for who was not asked
 */
public record OpenPoll(UUID id, String title, boolean answered) {
    public String path() {
        return "/espace/agenda/sondages/" + id;
    }
}
