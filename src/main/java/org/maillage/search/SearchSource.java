package org.maillage.search;

import java.util.function.Consumer;

/**
 * Where entries come from. A module that puts entries in the index holds a bean of this kind for them, so that
 * {@code bin/reindex} can build the index anew and compare. Several beans may give entries of one kind.
 */
public interface SearchSource {
    Kind kind();

    /** Gives every entry as the index should hold it, reading its rows as a stream. */
    void each(Consumer<Entry> entries);

    /** Whether the entries come with the program itself, so that each start may bring others: the pages that explain. */
    default boolean changesWithTheProgram() {
        return false;
    }
}
