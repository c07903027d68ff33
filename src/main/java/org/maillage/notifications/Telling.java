package org.maillage.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maillage.notifications.Notification.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts what modules tell in the queue, due when its recipient wants it. */
@Service
class Telling implements Notifications {
    private static final Logger log = LoggerFactory.getLogger(Telling.class);
    private final NotificationQueue queue;
    private final Recipients recipients;
    private final Holidays holidays;
    private final Set<String> topics;
    private final Clock clock;

    Telling(NotificationQueue queue, Recipients recipients, Holidays holidays, List<Topic> topics, Clock clock) {
        this.queue = queue;
        this.recipients = recipients;
        this.holidays = holidays;
        this.topics = topics.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /** Whoever has left, has stopped everything or does not want the topic is told nothing, and no row is kept. */
    @Override
    @Transactional
    public void tell(Notification notification) {
        if (!topics.contains(notification.topic()))
            log.warn("The topic {} has no bean: members cannot switch it off", notification.topic());
        recipients
                .find(notification.recipient())
                .filter(recipient -> recipient.settings().wants(notification.topic()))
                .ifPresent(recipient -> {
                    Instant now = clock.instant();
                    Calm calm = recipient.calm(holidays);
                    boolean atOnce = notification.urgency() == Urgency.AT_ONCE;
                    queue.add(notification, atOnce, now, atOnce ? calm.awake(now) : calm.digest(now));
                });
    }

    @Override
    @Transactional
    public void withdraw(String key) {
        queue.withdraw(key);
    }
}
