package org.maillage.tenders;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publication at a set time and closing at the deadline: one node does it, another takes over. */
@Configuration(proxyBeanMethods = false)
class TenderSchedule {
    @Bean
    RecurringTask<Void> publicationTask(Publishing publishing) {
        return Tasks.recurring("tender-publication", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((instance, context) -> publishing.publishDue());
    }

    @Bean
    RecurringTask<Void> closingTask(Concluding concluding) {
        return Tasks.recurring("tender-closing", Schedules.fixedDelay(Duration.ofSeconds(5)))
                .execute((instance, context) -> concluding.closeDue());
    }
}
