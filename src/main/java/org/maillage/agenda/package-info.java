/**
 * The network's instituted times: events and their dates, who comes, what is on the order of the day, polls to find a
 * date, and the calendars and mails that carry them out.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "web",
            "traces",
            "files",
            "mail",
            "network",
            "search",
            "notifications",
            "home",
            "identity"
        })
package org.maillage.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
