package org.maillage.notifications;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.maillage.web.Texts;

/**
 * The settings as they are typed.
 *
 * @param rest {@code weekends}, {@code holidays}: what is kept free
 * @param off topics that are not wanted
 */
public record SettingsForm(
        String digestAt,
        String quietFrom,
        String quietUntil,
        Set<String> rest,
        String language,
        Set<String> off,
        boolean stopped,
        int version) {

    static SettingsForm of(NotificationSettings settings) {
        var rest = new HashSet<String>();
        if (settings.weekends()) rest.add("weekends");
        if (settings.holidays()) rest.add("holidays");
        return new SettingsForm(
                Integer.toString(settings.digestAt()),
                Integer.toString(settings.quietFrom()),
                Integer.toString(settings.quietUntil()),
                rest,
                settings.language(),
                settings.off(),
                settings.stopped(),
                settings.version());
    }

    /** @throws org.maillage.kernel.Refused when an hour is none, or the digest falls in quiet hours */
    NotificationSettings read() {
        return new NotificationSettings(
                hour(digestAt),
                hour(quietFrom),
                hour(quietUntil),
                rest.contains("weekends"),
                rest.contains("holidays"),
                language,
                off,
                stopped,
                version);
    }

    /** The hours of a day, as options of a select. */
    public static Map<String, String> hours(Texts t) {
        var hours = new LinkedHashMap<String, String>();
        for (int hour = 0; hour < 24; hour++)
            hours.put(Integer.toString(hour), t.localize("notifications.hour.at", Integer.toString(hour)));
        return hours;
    }

    public static Map<String, String> languages() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("fr", "Français");
        languages.put("en", "English");
        return languages;
    }

    /** What can be kept free. */
    public static Map<String, String> rests(Texts t) {
        var rests = new LinkedHashMap<String, String>();
        rests.put("weekends", t.localize("notifications.rest.weekends"));
        rests.put("holidays", t.localize("notifications.rest.holidays"));
        return rests;
    }

    private static int hour(String typed) {
        return typed.matches("\\d{1,2}") ? Integer.parseInt(typed) : -1;
    }
}
