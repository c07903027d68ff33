package org.maillage.identity;

import java.util.UUID;
import org.maillage.mail.Outbox;
import org.maillage.network.Network;
import org.springframework.stereotype.Component;

/** What {@code mail}, which stands below this module, holds about a person: messages that have not left yet. */
@Component
class MailPersonalData implements PersonalData {
    private final Network network;
    private final Outbox outbox;

    MailPersonalData(Network network, Outbox outbox) {
        this.network = network;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void gather(UUID person, Into archive) {
        network.person(person).ifPresent(member -> archive.record("mail_delivery", outbox.waitingFor(member.email())));
    }
}
