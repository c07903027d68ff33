/** The network as data: departments, communes, DLAs and hosts, people, partners, funders, and the rules that it set. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "platform", "web", "traces", "search"})
package org.maillage.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
