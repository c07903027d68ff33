/** The public home and the explanatory and legal pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces", "network", "tenders", "search"})
package org.maillage.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
