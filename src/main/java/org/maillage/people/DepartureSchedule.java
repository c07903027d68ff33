package org.maillage.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The day itself ends access, at midnight in Paris; this closes the account for good and tells the other modules. */
@Configuration(proxyBeanMethods = false)
class DepartureSchedule {
    @Bean
    RecurringTask<Void> departureTask(Leaving leaving) {
        return Tasks.recurring("people-departures", Schedules.fixedDelay(Duration.ofMinutes(15)))
                .execute((instance, context) -> leaving.closeDue());
    }
}
