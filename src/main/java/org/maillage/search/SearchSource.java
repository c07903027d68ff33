package org.maillage.search;

import java.util.function.Consumer;

/**
 * Where the entries of a kind come from. A module that puts entries in the index holds a bean of this kind for each, so
 * that {@code bin/reindex} can build the index anew and compare.
 */
public interface SearchSource {
    Kind kind();

    /** Gives every entry of this kind as the index should hold it, reading its rows as a stream. */
    void each(Consumer<Entry> entries);
}
