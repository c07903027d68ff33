package org.maillage.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.LocalTime;
import org.maillage.platform.Paris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What mail does at a time, on one node. */
@Configuration(proxyBeanMethods = false)
class MailSchedule {
    private static final Logger log = LoggerFactory.getLogger(MailSchedule.class);

    @Bean
    RecurringTask<Void> mailErasure(Queue queue) {
        return Tasks.recurring("mail-erasure", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> queue.eraseWhatHasLeft());
    }

    @Bean
    RecurringTask<Void> mailDnsCheck(DnsRecords records) {
        return Tasks.recurring("mail-dns-check", Schedules.daily(Paris.ZONE, LocalTime.of(5, 10)))
                .execute((instance, context) -> records.check());
    }

    @Bean
    @ConditionalOnProperty("maillage.bounce-imap-url")
    RecurringTask<Void> mailReports(MailSettings settings, Arrivals arrivals) {
        var mailbox = new BounceMailbox(String.valueOf(settings.bounceImapUrl()), arrivals);
        return Tasks.recurring("mail-reports", Schedules.fixedDelay(Duration.ofMinutes(1)))
                .execute((instance, context) -> {
                    try {
                        mailbox.fetch();
                    } catch (MessagingException e) {
                        log.warn(
                                "The mailbox of delivery reports does not answer: {}",
                                e.getClass().getSimpleName());
                    }
                });
    }
}
