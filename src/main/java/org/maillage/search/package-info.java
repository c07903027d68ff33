/**
 * The one point of search: a single index in PostgreSQL over everything that the platform holds, whoever looks sees only
 * what they may. Modules above put their entries in, in the transaction of their change.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces"})
package org.maillage.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
