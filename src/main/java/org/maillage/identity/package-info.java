/** Who is there: sign-in by a link, sessions, roles. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces", "mail", "files", "network"})
package org.maillage.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
