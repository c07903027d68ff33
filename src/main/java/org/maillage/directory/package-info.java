/** The directory: officers, partners with their offer, funders, known providers; each sees what concerns them, and edits what is theirs. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces", "network", "identity", "search"})
package org.maillage.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
