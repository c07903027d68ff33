/** What the product stands on: clock, database (embedded or given), scheduler, secrets and signed links. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package org.maillage.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
