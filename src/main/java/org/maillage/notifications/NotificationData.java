package org.maillage.notifications;

import java.util.UUID;
import org.maillage.identity.PersonalData;
import org.springframework.stereotype.Component;

@Component
class NotificationData implements PersonalData {
    private final Recipients recipients;
    private final NotificationQueue queue;

    NotificationData(Recipients recipients, NotificationQueue queue) {
        this.recipients = recipients;
        this.queue = queue;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public void gather(UUID person, Into archive) {
        recipients.find(person).ifPresent(recipient -> archive.record("settings", recipient.settings()));
        archive.record("notifications", queue.of(person));
    }
}
