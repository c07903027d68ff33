package org.maillage.search;

import java.util.Map;

/** The departments that a search may be narrowed to; {@code network}, which stands above, knows them. */
public interface SearchDepartments {
    /** INSEE code to what the choice is called, in order. */
    Map<String, String> departments();
}
