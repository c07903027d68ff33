package org.maillage.platform;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Component;

/**
 * Gives again the events whose listener did not finish: it failed, or its node died. Modulith itself only does so when a
 * node starts, and the nodes that live on would wait for that. Listeners are idempotent, so that an event given twice
 * changes nothing more.
 */
@Component
public class EventRecovery {
    /** A listener that is still at work is left in peace for this long; the longest, a fan-out, takes seconds. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final IncompleteEventPublications publications;

    EventRecovery(IncompleteEventPublications publications) {
        this.publications = publications;
    }

    public void run() {
        publications.resubmitIncompletePublicationsOlderThan(PATIENCE);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> eventRecoveryTask(EventRecovery recovery) {
            return Tasks.recurring("event-recovery", Schedules.fixedDelay(PATIENCE))
                    .execute((instance, context) -> recovery.run());
        }
    }
}
