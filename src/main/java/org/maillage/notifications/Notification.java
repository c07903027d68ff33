package org.maillage.notifications;

import java.util.List;
import java.util.UUID;

/**
 * Something that asks for one member by name. It says where to look, never what is confidential: it travels by mail.
 *
 * @param recipient the person in {@code network}
 * @param topic what a member may switch off, such as {@code agenda.invitation}; its name is the text {@code notifications.topic.<topic>}
 * @param key identifies what happened: the same key twice is told once
 * @param message key of the sentence, in the module's own bundle
 * @param arguments for the sentence
 * @param path page of this site where it can be dealt with
 * @param urgency whether it waits for the daily digest
 */
public record Notification(
        UUID recipient,
        String topic,
        String key,
        String message,
        List<String> arguments,
        String path,
        Urgency urgency) {
    public Notification {
        arguments = List.copyOf(arguments);
    }

    /** When it leaves. */
    public enum Urgency {
        /** With the daily digest, at the hour that the member chose. */
        DIGEST,
        /** At once, quiet hours excepted: a question near its call's deadline, an urgent meeting. */
        AT_ONCE
    }
}
