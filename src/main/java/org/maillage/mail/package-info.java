/** One outbox for every message: queue in PostgreSQL, SMTP, signatures, delivery reports, demonstration mailbox. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces"})
package org.maillage.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
