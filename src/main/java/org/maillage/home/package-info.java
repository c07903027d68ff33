/** The page that a member opens every morning: what needs them, what is new, what comes. Modules above tell it through {@link org.maillage.home.Desk}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "network", "search"})
package org.maillage.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
