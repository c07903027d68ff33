package org.maillage.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;

/**
 * A place in the network that waits for somebody.
 *
 * @param name of the person, as whoever invites knows it; may be empty
 * @param dla the DLA of an officer to come
 * @param dlaName its name; empty for every other role
 * @param invitedBy name of whoever invites
 * @param language of the letter: {@code fr} or {@code en}
 * @param expiresAt first instant at which the link is no longer good
 */
public record Invitation(
        UUID id,
        EmailAddress email,
        String name,
        Role role,
        @Nullable DlaId dla,
        String dlaName,
        String invitedBy,
        String language,
        Instant expiresAt) {}
