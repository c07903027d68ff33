package org.maillage.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReadingSchedule {
    /** A turn, after which the scheduler may do something else. */
    private static final Duration TURN = Duration.ofSeconds(30);

    @Bean
    RecurringTask<Void> fileReading(Reader reader) {
        return Tasks.recurring("file-reading", Schedules.fixedDelay(Duration.ofSeconds(2)))
                .execute((instance, context) -> {
                    long began = System.nanoTime();
                    reader.run(() ->
                            context.getSchedulerState().isShuttingDown() || System.nanoTime() - began > TURN.toNanos());
                });
    }
}
