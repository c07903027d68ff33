/** How a page is made: layout, languages, forms, errors, security headers, who may reach a route, limits. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform"})
package org.maillage.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
