package org.maillage.notifications;

import java.util.Set;
import org.maillage.kernel.Violations;

/**
 * How a member wants to be told. Hours are full hours on Paris's clocks.
 *
 * @param digestAt hour of the daily digest, outside the quiet hours
 * @param quietFrom first quiet hour
 * @param quietUntil hour at which quiet ends; the same as {@code quietFrom} when there are no quiet hours
 * @param weekends whether week-ends are kept free
 * @param holidays whether public holidays are kept free
 * @param language of the letters: {@code fr} or {@code en}
 * @param off topics that are not wanted
 * @param stopped whether nothing at all is sent
 * @param version grows at each change
 */
public record NotificationSettings(
        int digestAt,
        int quietFrom,
        int quietUntil,
        boolean weekends,
        boolean holidays,
        String language,
        Set<String> off,
        boolean stopped,
        int version) {

    /** For whoever chose nothing: office hours, and rest. */
    static final NotificationSettings DEFAULT =
            new NotificationSettings(8, 19, 8, true, true, "fr", Set.of(), false, 0);

    public NotificationSettings {
        off = Set.copyOf(off);
        var found = new Violations()
                .require(hour(digestAt), "digestAt", "notifications.hour")
                .require(hour(quietFrom), "quietFrom", "notifications.hour")
                .require(hour(quietUntil), "quietUntil", "notifications.hour")
                .require(language.matches("fr|en"), "language", "notifications.language.unknown");
        if (found.isEmpty())
            found.require(!within(digestAt, quietFrom, quietUntil), "digestAt", "notifications.digest.asleep");
        found.throwIfAny();
    }

    boolean wants(String topic) {
        return !stopped && !off.contains(topic);
    }

    /** Whether messages may not leave at this hour of a day. */
    boolean quietAt(int hour) {
        return within(hour, quietFrom, quietUntil);
    }

    NotificationSettings stopped(boolean now) {
        return new NotificationSettings(
                digestAt, quietFrom, quietUntil, weekends, holidays, language, off, now, version);
    }

    private static boolean hour(int hour) {
        return hour >= 0 && hour <= 23;
    }

    /** Whether {@code hour} is in [from, until[ on a clock's face; empty when both are the same. */
    private static boolean within(int hour, int from, int until) {
        return Math.floorMod(hour - from, 24) < Math.floorMod(until - from, 24);
    }
}
