package org.maillage.notifications;

import java.util.Optional;
import java.util.UUID;
import org.maillage.platform.Secrets;
import org.maillage.platform.SignedLink;
import org.springframework.stereotype.Component;

/** The token by which a mail stops those that would follow it, without signing in. */
@Component
class StopLinks {
    private final SignedLink links;

    StopLinks(Secrets secrets) {
        this.links = new SignedLink(secrets.signer("notifications"));
    }

    String token(UUID person) {
        return links.token(person);
    }

    Optional<UUID> read(String token) {
        return links.read(token);
    }
}
