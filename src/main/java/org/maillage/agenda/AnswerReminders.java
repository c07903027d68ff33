package org.maillage.agenda;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notifications;
import org.maillage.platform.Paris;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds, once, whoever has not answered an invitation three days before. */
@Component
class AnswerReminders {
    private static final Duration BEFORE = Duration.ofDays(3);
    private final JdbcClient db;
    private final ObjectProvider<Notifications> notifications;
    private final Clock clock;

    AnswerReminders(JdbcClient db, ObjectProvider<Notifications> notifications, Clock clock) {
        this.db = db;
        this.notifications = notifications;
        this.clock = clock;
    }

    static String key(UUID date, UUID person) {
        return "agenda/reminder/" + date + "/" + person;
    }

    private record Unanswered(UUID date, UUID person, String title, EventKind kind) {}

    @Transactional
    void remind() {
        Instant now = clock.instant();
        List<Unanswered> unanswered = db.sql("""
                select o.id, i.person, e.title, e.kind
                  from agenda_occurrence o
                  join agenda_event e on e.id = o.event
                  join agenda_invitation i on i.event = e.id
                 where not o.cancelled and o.starts_at > :now and o.starts_at <= :soon
                   and not exists (select from agenda_answer a where a.occurrence = o.id and a.person = i.person)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("soon", now.plus(BEFORE).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Unanswered(
                        row.getObject("id", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getString("title"),
                        EventKind.valueOf(row.getString("kind"))))
                .list();
        for (Unanswered one : unanswered)
            notifications.ifAvailable(n -> n.tell(new Notification(
                    one.person(),
                    "agenda.reminder",
                    key(one.date(), one.person()),
                    one.kind().confidential() ? "agenda.notification.reminder.plain" : "agenda.notification.reminder",
                    one.kind().confidential() ? List.of() : List.of(one.title()),
                    "/espace/agenda/" + one.date(),
                    Notification.Urgency.DIGEST)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> agendaReminderTask(AnswerReminders reminders) {
            return Tasks.recurring("agenda-reminders", Schedules.daily(Paris.ZONE, LocalTime.of(5, 0)))
                    .execute((instance, context) -> reminders.remind());
        }
    }
}
