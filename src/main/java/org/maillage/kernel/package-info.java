/** Small value types that every module shares, and the refusals that a rule gives. Depends on nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.maillage.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
