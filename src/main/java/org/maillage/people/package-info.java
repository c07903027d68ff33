/**
 * Who comes, who stands in, who leaves: invitations, absences, departures, and what passes from one to another. Stands
 * above {@code identity}, which says who is there, and {@code notifications}, which tells them.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "web",
            "traces",
            "mail",
            "network",
            "identity",
            "notifications",
            "home"
        })
package org.maillage.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
