package org.maillage.alerts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.maillage.platform.Paris;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 7:00 on Paris's clocks, summer and winter. A run that was due while no node was up is made up for at the next start. */
@Configuration(proxyBeanMethods = false)
class DigestSchedule {
    static final Schedule DAILY = Schedules.daily(Paris.ZONE, LocalTime.of(7, 0));
    static final Schedule WEEKLY = Schedules.cron("0 0 7 * * MON", Paris.ZONE);

    @Bean
    RecurringTask<Void> dailyDigestTask(Digests digests) {
        return Tasks.recurring("alerts-daily", DAILY).execute((instance, context) -> digests.daily());
    }

    @Bean
    RecurringTask<Void> weeklyDigestTask(Digests digests) {
        return Tasks.recurring("alerts-weekly", WEEKLY).execute((instance, context) -> digests.weekly());
    }
}
