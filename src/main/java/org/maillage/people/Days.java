package org.maillage.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Days as a form's field of type {@code date} sends them. */
final class Days {
    private Days() {}

    /** Null for what is no day. */
    static @Nullable LocalDate read(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            return day.getYear() >= 2000 && day.getYear() <= 9999 ? day : null; // what PostgreSQL and people can hold
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
