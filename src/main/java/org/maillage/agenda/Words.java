package org.maillage.agenda;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.maillage.web.Texts;

/** Dates of the agenda in words: local times are shown as they were agreed on. */
public final class Words {
    private Words() {}

    /** {@code mardi 24 novembre 2026, de 14 h 30 à 16 h}. */
    public static String when(Slot slot, Texts t) {
        LocalDate first = slot.starts().toLocalDate();
        LocalDate last = slot.ends().toLocalDate();
        return slot.oneDay()
                ? t.localize(
                        "agenda.when.day",
                        day(first, t),
                        hour(slot.starts().toLocalTime(), t),
                        hour(slot.ends().toLocalTime(), t))
                : t.localize(
                        "agenda.when.days",
                        day(first, t),
                        hour(slot.starts().toLocalTime(), t),
                        day(last, t),
                        hour(slot.ends().toLocalTime(), t));
    }

    public static String day(LocalDate day, Texts t) {
        return t.dayOfWeek(day.getDayOfWeek()) + " " + t.date(day);
    }

    /** {@code 14 h 30}, {@code 14 h}; {@code 14:30}. */
    public static String hour(LocalTime time, Texts t) {
        String pattern = !t.french() ? "HH:mm" : time.getMinute() == 0 ? "H 'h'" : "H 'h' mm";
        return DateTimeFormatter.ofPattern(pattern, t.locale()).format(time);
    }

    /** {@code mar. 24}: where the month stands above. */
    public static String dayInMonth(LocalDate day, Texts t) {
        return DateTimeFormatter.ofPattern("EEE d", t.locale()).format(day);
    }

    public static String month(LocalDate day, Texts t) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", t.locale()).format(day);
    }
}
