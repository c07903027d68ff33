/** Register of traces: every table is declared here with its purpose and retention, shown to all, and purged by it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web"})
package org.maillage.traces;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
