package org.maillage.library;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.DlaId;
import org.maillage.network.Network;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What follows from a change of a tool, in the same transaction: its entry in the index, and who is told. */
@Component
class Moves {
    private final Tools tools;
    private final ToolEntries entries;
    private final Network network;
    private final ObjectProvider<Notifications> notifications;
    private final Clock clock;

    Moves(Tools tools, ToolEntries entries, Network network, ObjectProvider<Notifications> notifications, Clock clock) {
        this.tools = tools;
        this.entries = entries;
        this.network = network;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Writes the next version with all that follows from it. */
    Tool written(Tool tool, ToolContent content, DlaId by, ToolVersion.What what, String note) {
        Tool saved = tools.save(tool, content, by, what, note, clock.instant());
        indexed(saved);
        if (saved.common()) tellVariants(saved);
        return saved;
    }

    /** Its entry says what it now is. */
    void indexed(Tool tool) {
        entries.put(tool);
    }

    /** Tells the officers of each variant once that the common tool has moved, until they have taken it up. */
    private void tellVariants(Tool common) {
        for (Tool variant : tools.variants(common.id()))
            tell(
                    List.of(variant.dla()),
                    "library.moved",
                    moved(variant),
                    "library.notice.moved",
                    List.of(common.content().title()),
                    variant.path());
    }

    /** One word for one state of a variant: another version of the common tool before it is taken up says nothing new. */
    static String moved(Tool variant) {
        return "library:moved:" + variant.id() + ":" + variant.base();
    }

    void tell(List<DlaId> dlas, String topic, String key, String message, List<String> arguments, String path) {
        notifications.ifAvailable(out -> dlas.stream()
                .flatMap(dla -> network.officersOf(dla).stream())
                .forEach(officer -> out.tell(new Notification(
                        officer.id(), topic, key, message, arguments, path, Notification.Urgency.DIGEST))));
    }

    void withdraw(String key) {
        notifications.ifAvailable(out -> out.withdraw(key));
    }

    Tool find(UUID id) {
        return tools.find(id).orElseThrow();
    }
}
