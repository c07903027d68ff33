package org.maillage.notifications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.EmailAddress;

/**
 * A member in office, as someone to tell things.
 *
 * @param department of their DLA; null for whoever has none
 */
record Recipient(
        UUID id, String name, EmailAddress email, @Nullable DepartmentCode department, NotificationSettings settings) {

    Calm calm(Holidays holidays) {
        return new Calm(settings, day -> holidays.on(day, department));
    }
}
