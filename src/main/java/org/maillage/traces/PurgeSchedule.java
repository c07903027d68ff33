package org.maillage.traces;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.maillage.platform.Paris;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PurgeSchedule {
    @Bean
    RecurringTask<Void> purgeTask(Purge purge) {
        return Tasks.recurring("purge", Schedules.daily(Paris.ZONE, LocalTime.of(3, 30)))
                .execute((instance, context) -> purge.run());
    }
}
