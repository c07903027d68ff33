package org.maillage.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.tenders.Reference;

/**
 * What an address is said to want, until its holder confirms. Holds no secret: what opens it stands in the mail.
 *
 * @param tender the one call to follow; null when {@code choices} are subscribed to
 * @param subscription what came of it; null until confirmed
 */
record SubscriptionRequest(
        UUID id,
        EmailAddress email,
        Choices choices,
        Rhythm rhythm,
        String language,
        @Nullable Reference tender,
        Instant createdAt,
        @Nullable UUID subscription) {

    Optional<Reference> followed() {
        return Optional.ofNullable(tender);
    }
}
