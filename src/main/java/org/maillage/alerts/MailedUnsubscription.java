package org.maillage.alerts;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import java.util.regex.Pattern;
import org.maillage.mail.IncomingMail;
import org.springframework.stereotype.Component;

/**
 * Unsubscribing by a message, which mail readers send that know {@code List-Unsubscribe} as RFC 2369 has it and open no
 * addresses. The token stands in the subject, where, unlike in an address, nobody changes its case. Nothing of the message
 * is kept, nothing is answered: whoever made it up learns nothing.
 */
@Component
class MailedUnsubscription implements IncomingMail {
    static final String LOCAL_PART = "desinscription";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private final SubscriptionLinks links;
    private final Preferences preferences;

    MailedUnsubscription(SubscriptionLinks links, Preferences preferences) {
        this.links = links;
        this.preferences = preferences;
    }

    @Override
    public boolean receive(String localPart, MimeMessage message) throws MessagingException {
        if (!localPart.equalsIgnoreCase(LOCAL_PART)) return false;
        TOKEN.matcher(Objects.requireNonNullElse(message.getSubject(), ""))
                .results()
                .limit(3)
                .flatMap(found -> links.read(found.group()).stream())
                .forEach(preferences::unsubscribe);
        return true;
    }
}
