package org.maillage.people;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Role;
import org.maillage.network.Absence;
import org.maillage.network.Person;
import org.maillage.network.StandInState;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notification.Urgency;
import org.maillage.notifications.Notifications;
import org.maillage.notifications.Topic;
import org.maillage.web.Languages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What is told, by name, about absences and handovers. What concerns the next two days cannot wait for a digest. */
@Component
class Announcements {
    static final String STAND_IN = "people.standIn";
    static final String HANDOVER = "people.handover";
    private static final int NEAR_DAYS = 2;

    private final Notifications notifications;
    private final Languages languages;

    Announcements(Notifications notifications, Languages languages) {
        this.notifications = notifications;
        this.languages = languages;
    }

    @Configuration(proxyBeanMethods = false)
    static class Topics {
        @Bean
        Topic standInTopic() {
            return new Topic(STAND_IN, Role.OFFICER);
        }

        @Bean
        Topic handoverTopic() {
            return new Topic(HANDOVER, Role.OFFICER, Role.FACILITATOR);
        }
    }

    void asked(Absence absence, LocalDate today) {
        tell(absence.substitute(), absence, "asked", absence.absentName(), today);
    }

    void answered(Absence absence, boolean consents, LocalDate today) {
        notifications.withdraw(key(absence, "asked"));
        tell(absence.absent(), absence, consents ? "consented" : "declined", absence.substituteName(), today);
    }

    void cancelled(Absence absence, LocalDate today) {
        notifications.withdraw(key(absence, "asked"));
        if (absence.state() == StandInState.CONSENTED)
            tell(absence.substitute(), absence, "cancelled", absence.absentName(), today);
    }

    void withdrawn(Absence absence, LocalDate today) {
        tell(absence.absent(), absence, "withdrawn", absence.substituteName(), today);
    }

    /** Somebody else said that {@code person} leaves: they are the first to know, and can say that they stay. */
    void departure(Person person, LocalDate lastDay, String by) {
        notifications.tell(new Notification(
                person.id(),
                HANDOVER,
                "people.departure/" + person.id() + "/" + lastDay,
                "people.news.departure",
                List.of(by, languages.french().date(lastDay)),
                "/espace/depart",
                Urgency.AT_ONCE));
    }

    /**
     * Somebody received things from a colleague who leaves: said once a day, however many. Titles stay on the site: a
     * draft is nobody else's business.
     *
     * @param path of one of them
     */
    void passed(Person to, Person from, String path, LocalDate today) {
        notifications.tell(new Notification(
                to.id(),
                HANDOVER,
                "people.handover/" + from.id() + "/" + today,
                "people.news.passed",
                List.of(from.name()),
                path,
                Urgency.DIGEST));
    }

    private void tell(UUID to, Absence absence, String what, String who, LocalDate today) {
        boolean near = absence.firstDay().isBefore(today.plusDays(NEAR_DAYS + 1L));
        notifications.tell(new Notification(
                to,
                STAND_IN,
                key(absence, what),
                "people.news." + what,
                List.of(who, absence.dlaName(), iso(absence.firstDay()), iso(absence.lastDay())),
                "/espace/absences",
                near ? Urgency.AT_ONCE : Urgency.DIGEST));
    }

    /** The day as digits, which both languages read: 24/12/2026. */
    private static String iso(LocalDate day) {
        return "%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
    }

    private static String key(Absence absence, String what) {
        return "people.standIn/" + absence.id() + "/" + what;
    }
}
