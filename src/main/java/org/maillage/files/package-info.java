/** Files kept in PostgreSQL: their real type, their safe name, their download. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces"})
package org.maillage.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
