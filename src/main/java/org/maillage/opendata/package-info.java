/** Calls and public news for machines: Atom, iCalendar, OCDS, sitemap. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "files", "network", "tenders", "news"})
package org.maillage.opendata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
