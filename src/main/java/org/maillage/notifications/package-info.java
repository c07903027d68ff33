/**
 * One policy for every word that the platform sends a member: one daily digest at the hour that they chose, at once only
 * what cannot wait, quiet hours kept, and one page that sets it all.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces", "mail", "network", "identity"})
package org.maillage.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
