package org.maillage.library;

import org.maillage.kernel.Role;
import org.maillage.notifications.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What officers are told of tools, and may switch off. */
@Configuration(proxyBeanMethods = false)
class ToolTopics {
    @Bean
    Topic toolMovedTopic() {
        return new Topic("library.moved", Role.OFFICER);
    }

    @Bean
    Topic toolProposalTopic() {
        return new Topic("library.proposal", Role.OFFICER);
    }
}
