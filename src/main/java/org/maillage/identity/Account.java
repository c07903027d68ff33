package org.maillage.identity;

import org.maillage.kernel.Role;

/**
 * A fictional person whose part a visitor of the demonstration may take.
 *
 * @param account what the form posts, such as {@code marne-1}
 * @param dla name of an officer's DLA, empty for everyone else
 */
public record Account(String account, String name, Role role, String dla) {}
