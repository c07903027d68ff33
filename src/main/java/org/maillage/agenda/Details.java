package org.maillage.agenda;

import java.util.List;
import org.maillage.kernel.DepartmentCode;

/**
 * What is said of an event, whatever its dates.
 *
 * @param description Markdown
 * @param videoLink begins with {@code https://}, or is empty; for those who are invited only
 * @param departments that it concerns; empty for the whole network
 */
public record Details(
        String title,
        Time time,
        EventKind kind,
        String description,
        String place,
        String videoLink,
        List<DepartmentCode> departments) {
    public static final int MOST_TITLE = 200;
    public static final int MOST_DESCRIPTION = 10_000;
    public static final int MOST_PLACE = 300;
    public static final int MOST_LINK = 500;

    public Details {
        departments = List.copyOf(departments);
    }

    /** Whether calendars must follow: a text that only the page shows moves nothing there. */
    boolean calendarsDiffer(Details other) {
        return !title.equals(other.title) || !place.equals(other.place) || !videoLink.equals(other.videoLink);
    }
}
