package org.maillage.search;

import java.time.Instant;
import java.util.List;

/**
 * One line of a result.
 *
 * @param excerpt where the words stand in the text; its beginning when they stand in the title only
 * @param departments INSEE codes
 */
public record Hit(
        Kind kind,
        String path,
        Marked title,
        Marked excerpt,
        List<String> departments,
        List<String> domains,
        Instant at) {
    public Hit {
        departments = List.copyOf(departments);
        domains = List.copyOf(domains);
    }

    /** Whether its date says something: people, organisations and explanations are simply there. */
    public boolean dated() {
        return switch (kind) {
            case TOOL, CALL, NEWS, EVENT, ACTION -> true;
            case PERSON, ORGANISATION, PAGE -> false;
        };
    }
}
