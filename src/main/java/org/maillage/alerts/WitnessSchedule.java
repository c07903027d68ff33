package org.maillage.alerts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WitnessSchedule {
    @Bean
    RecurringTask<Void> witnessTask(Witness witness) {
        return Tasks.recurring("alerts-witness", Schedules.fixedDelay(Duration.ofSeconds(15)))
                .execute((instance, context) -> witness.watch());
    }
}
