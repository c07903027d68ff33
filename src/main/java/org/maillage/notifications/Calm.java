package org.maillage.notifications;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.maillage.platform.Paris;

/**
 * When a member may be written to: never in quiet hours, on a week-end or a holiday that they keep. Reckoned on Paris's
 * clocks, so that eight o'clock is eight o'clock in summer and in winter.
 */
final class Calm {
    private final NotificationSettings settings;
    private final Predicate<LocalDate> holiday;

    Calm(NotificationSettings settings, Predicate<LocalDate> holiday) {
        this.settings = settings;
        this.holiday = holiday;
    }

    boolean quiet(Instant at) {
        ZonedDateTime there = at.atZone(Paris.ZONE);
        return settings.quietAt(there.getHour()) || free(there.toLocalDate());
    }

    /** {@code at} itself, or the end of the quiet time in which it falls. */
    Instant awake(Instant at) {
        if (!quiet(at)) return at;
        // Quiet begins and ends on full hours. It always ends: hours are quiet for less than a day, days free for less
        // than a week.
        ZonedDateTime there = at.atZone(Paris.ZONE).truncatedTo(ChronoUnit.HOURS);
        do {
            there = there.plusHours(1);
        } while (quiet(there.toInstant()));
        return there.toInstant();
    }

    /** The first digest after {@code at}. */
    Instant digest(Instant at) {
        LocalDate day = at.atZone(Paris.ZONE).toLocalDate();
        while (true) {
            if (!free(day)) {
                // An hour that the change of clocks leaves out comes an hour later, perhaps in quiet time.
                Instant then = awake(day.atTime(LocalTime.of(settings.digestAt(), 0))
                        .atZone(Paris.ZONE)
                        .toInstant());
                if (then.isAfter(at)) return then;
            }
            day = day.plusDays(1);
        }
    }

    private boolean free(LocalDate day) {
        DayOfWeek of = day.getDayOfWeek();
        return settings.weekends() && (of == DayOfWeek.SATURDAY || of == DayOfWeek.SUNDAY)
                || settings.holidays() && holiday.test(day);
    }
}
