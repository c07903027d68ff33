package org.maillage.agenda;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;

/**
 * Somebody who is invited.
 *
 * @param invitation what their link is signed for
 * @param answer for the date asked about; null when there is none
 */
public record Guest(
        UUID person,
        String name,
        EmailAddress email,
        Role role,
        @Nullable DlaId dla,
        UUID invitation,
        @Nullable Answer answer) {}
