package org.maillage.alerts;

import java.time.Instant;
import java.util.UUID;
import org.maillage.kernel.EmailAddress;

/**
 * What an address asked to be told of. It exists only once confirmed, and goes when its holder unsubscribes.
 *
 * @param listens whether new calls are wanted; false when it only follows single calls
 * @param language {@code fr} or {@code en}
 * @param token opens the preferences and the unsubscription: whoever holds it received it by mail
 */
public record Subscription(
        UUID id,
        EmailAddress email,
        boolean listens,
        Choices choices,
        Rhythm rhythm,
        String language,
        State state,
        String token,
        Instant createdAt) {

    /** Whether mail reaches the address. */
    public enum State {
        ACTIVE,
        /** Its server refused for good; nothing is sent any more until its holder subscribes again. */
        UNDELIVERABLE
    }

    public String preferencesPath() {
        return "/alertes/preferences/" + token;
    }

    public String unsubscriptionPath() {
        return "/alertes/desinscription/" + token;
    }
}
