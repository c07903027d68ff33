/** Information that officers share, inside or with everyone: a reading list by tag, a weekly letter, public news. It expires by itself. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "platform", "web", "traces", "mail", "network", "identity", "search"})
package org.maillage.news;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
