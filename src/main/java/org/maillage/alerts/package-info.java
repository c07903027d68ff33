/** Subscriptions to calls, matching, the fan-out in random order, digests, and the witness that checks all of it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "platform", "web", "traces", "mail", "network", "identity", "tenders"})
package org.maillage.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
