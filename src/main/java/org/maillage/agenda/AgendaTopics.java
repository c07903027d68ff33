package org.maillage.agenda;

import org.maillage.kernel.Role;
import org.maillage.notifications.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the agenda tells members of, for the page where they switch it off. */
@Configuration(proxyBeanMethods = false)
class AgendaTopics {
    @Bean
    Topic agendaReminderTopic() {
        return new Topic("agenda.reminder", Role.values());
    }

    @Bean
    Topic agendaItemTopic() {
        return new Topic("agenda.item", Role.FACILITATOR);
    }

    @Bean
    Topic agendaPollTopic() {
        return new Topic("agenda.poll", Role.OFFICER, Role.FACILITATOR);
    }
}
