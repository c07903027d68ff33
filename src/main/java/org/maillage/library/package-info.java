/**
 * Shared tools: written together, kept through their versions, common to all or declined by a DLA for its own ground.
 * Officers and the facilitator only; partners and funders do not know that it exists.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "web",
            "traces",
            "files",
            "network",
            "search",
            "notifications",
            "home",
            "identity"
        })
package org.maillage.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
