package org.maillage.alerts;

import java.util.Optional;
import java.util.UUID;
import org.maillage.platform.Secrets;
import org.maillage.platform.SignedLink;
import org.springframework.stereotype.Component;

/** The token by which the holder of a subscription, without an account, reaches it from any of its mails. */
@Component
public class SubscriptionLinks {
    private final SignedLink links;

    SubscriptionLinks(Secrets secrets) {
        this.links = new SignedLink(secrets.signer("subscription"));
    }

    /** The same at each call. */
    public String token(UUID subscription) {
        return links.token(subscription);
    }

    /** Whose token this is, whether or not the subscription still exists; empty when it was altered or made up. */
    Optional<UUID> read(String token) {
        return links.read(token);
    }
}
