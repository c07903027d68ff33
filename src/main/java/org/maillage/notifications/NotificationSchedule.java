package org.maillage.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Half a minute is at once; the moment of a digest is kept as well. A run with nothing due is one look at an index. */
@Configuration(proxyBeanMethods = false)
class NotificationSchedule {
    @Bean
    RecurringTask<Void> notificationTask(MemberDigests digests) {
        return Tasks.recurring("notifications", Schedules.fixedDelay(Duration.ofSeconds(30)))
                .execute((instance, context) -> digests.run());
    }
}
