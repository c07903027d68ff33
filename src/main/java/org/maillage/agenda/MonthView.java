package org.maillage.agenda;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * A month, by whole weeks that begin on Monday.
 *
 * @param days of all its weeks, in order
 */
public record MonthView(YearMonth month, List<Day> days) {

    /** @param inside whether the day is of this month */
    public record Day(LocalDate date, boolean inside, boolean today, List<Meeting> meetings) {}

    static LocalDate begin(YearMonth month) {
        return month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The day after its last. */
    static LocalDate end(YearMonth month) {
        return month.atEndOfMonth()
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))
                .plusDays(1);
    }

    static MonthView of(YearMonth month, LocalDate today, List<Meeting> meetings) {
        var days = new ArrayList<Day>();
        for (LocalDate day = begin(month); day.isBefore(end(month)); day = day.plusDays(1)) {
            LocalDate date = day;
            days.add(new Day(
                    date,
                    YearMonth.from(date).equals(month),
                    date.equals(today),
                    meetings.stream().filter(m -> covers(m.when(), date)).toList()));
        }
        return new MonthView(month, days);
    }

    private static boolean covers(Slot slot, LocalDate day) {
        return slot.starts().isBefore(day.plusDays(1).atStartOfDay())
                && slot.ends().isAfter(day.atStartOfDay());
    }

    public boolean empty() {
        return days.stream().allMatch(d -> !d.inside() || d.meetings().isEmpty());
    }
}
