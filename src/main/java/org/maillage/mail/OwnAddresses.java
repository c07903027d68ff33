package org.maillage.mail;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Addresses of the platform itself, for messages that expect an answer. What comes is handed to {@link IncomingMail}. */
@Component
public class OwnAddresses {
    private final MailIdentity identity;
    private final ReturnPath returnPath;

    OwnAddresses(MailIdentity identity, ReturnPath returnPath) {
        this.identity = identity;
        this.returnPath = returnPath;
    }

    /** The address that signs every message; nobody need read it. */
    public String sender() {
        return identity.fromAddress();
    }

    /** An address whose messages are read here; empty when this set-up reads no mail. */
    public Optional<String> read(String localPart) {
        return returnPath.isRead() ? Optional.of(localPart + "@" + identity.domain()) : Optional.empty();
    }
}
