package org.maillage.agenda;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The hours that an urgent meeting is offered at: working hours of today and of the next working day. */
final class UrgentSlots {
    private static final int OFFERED = 4;
    private static final Duration NOTICE = Duration.ofHours(1);
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final List<LocalTime> HOURS =
            List.of(LocalTime.of(9, 0), LocalTime.of(11, 0), LocalTime.of(14, 0), LocalTime.of(16, 0));

    private UrgentSlots() {}

    /** The first hours after {@code now} by which people can have read their mail. */
    static List<LocalDateTime> after(LocalDateTime now) {
        var slots = new ArrayList<LocalDateTime>();
        for (LocalDate day = now.toLocalDate(); slots.size() < OFFERED; day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) continue;
            for (LocalTime hour : HOURS)
                if (slots.size() < OFFERED && !day.atTime(hour).isBefore(now.plus(NOTICE))) slots.add(day.atTime(hour));
        }
        return slots;
    }

    static String code(LocalDateTime slot) {
        return slot.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm"));
    }

    /** The short form as the whole one: an hour from the slot on, of everyone inside, to build and react together. */
    static EventForm whole(EventForm form) {
        var whole = form.with("kind", EventKind.NETWORK_MEETING.name())
                .with("time", Time.TAKE_PART.name())
                .with("repeat", RecurrenceRule.Repeat.ONCE.name())
                .with("lastDay", "");
        String slot = form.get("slot");
        if (!slot.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d"))
            return whole.with("day", "").with("from", "").with("until", "");
        LocalTime from = EventReading.time(slot.substring(11));
        LocalDate day = EventReading.date(slot.substring(0, 10));
        if (from == null || day == null) return whole.with("day", "");
        LocalDateTime end = day.atTime(from).plus(LENGTH);
        return whole.on(day, from, end.toLocalTime())
                .with("lastDay", end.toLocalDate().toString());
    }
}
