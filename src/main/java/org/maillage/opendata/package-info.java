/** The calls for machines: Atom, iCalendar, OCDS, sitemap. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "files", "network", "tenders"})
package org.maillage.opendata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
