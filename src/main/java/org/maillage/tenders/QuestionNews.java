package org.maillage.tenders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notification.Urgency;
import org.maillage.notifications.Notifications;
import org.maillage.notifications.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Tells whoever runs a DLA today that a question waits on one of its calls. The question itself stays on the site. */
@Component
class QuestionNews {
    static final String TOPIC = "tenders.question";
    /** Nearer than this to the end of questions, an answer tomorrow comes late. */
    static final Duration NEAR = Duration.ofDays(2);

    private final Notifications notifications;
    private final Network network;
    private final Clock clock;

    QuestionNews(Notifications notifications, Network network, Clock clock) {
        this.notifications = notifications;
        this.network = network;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Topics {
        @Bean
        Topic questionTopic() {
            return new Topic(TOPIC, Role.OFFICER);
        }
    }

    void asked(Tender call, UUID question) {
        Instant until = call.terms().questionsUntil();
        boolean near = until != null && until.isBefore(clock.instant().plus(NEAR));
        for (Person officer : network.onDuty(call.dla()))
            notifications.tell(new Notification(
                    officer.id(),
                    TOPIC,
                    key(question),
                    "tenders.news.question",
                    List.of(call.terms().title()),
                    call.workPath() + "/questions",
                    near ? Urgency.AT_ONCE : Urgency.DIGEST));
    }

    /** It has its answer, or needs none. */
    void dealtWith(UUID question) {
        notifications.withdraw(key(question));
    }

    private static String key(UUID question) {
        return TOPIC + "/" + question;
    }
}
