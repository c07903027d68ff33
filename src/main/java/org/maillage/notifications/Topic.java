package org.maillage.notifications;

import java.util.Set;
import org.maillage.kernel.Role;

/**
 * A kind of thing that members are told of, and may switch off. Modules that tell something hold a bean of this type for
 * each topic; the page of settings lists them under the text {@code notifications.topic.<name>}.
 *
 * @param name begins with the module's name, such as {@code agenda.invitation}
 * @param roles who can be told of it
 */
public record Topic(String name, Set<Role> roles) {
    public Topic {
        if (!name.matches("[a-z]+(\\.[a-zA-Z]+)+")) throw new IllegalArgumentException("No name of a topic: " + name);
        roles = Set.copyOf(roles);
    }

    public Topic(String name, Role... roles) {
        this(name, Set.of(roles));
    }

    /** Key of its name in the bundles. */
    public String text() {
        return "notifications.topic." + name;
    }
}
