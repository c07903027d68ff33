/** Calls for tender: their life, their pages, their amendments, enquiries and outcome. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "web",
            "traces",
            "files",
            "network",
            "identity",
            "notifications",
            "search",
            "home"
        })
package org.maillage.tenders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
