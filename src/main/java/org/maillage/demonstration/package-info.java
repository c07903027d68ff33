/**
 * Fictional calls, documents and subscribers, so that a newcomer sees the platform alive. In demonstration only. It writes
 * rows straight by SQL, as a restored backup would: the services have no way to act in the past, and must not have one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "web", "files", "mail", "network", "alerts", "search", "kernel"})
package org.maillage.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
