package org.maillage.demonstration;

import java.util.List;
import org.maillage.platform.Demonstration;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.stereotype.Component;

/** Chapters write rows by SQL, past the services that would index them: here they are indexed, from their own source. */
@Component
@Demonstration
class Indexed {
    private final List<SearchSource> sources;
    private final SearchIndex index;

    Indexed(List<SearchSource> sources, SearchIndex index) {
        this.sources = sources;
        this.index = index;
    }

    /** Puts everything of this kind in the index, in the caller's transaction. */
    void all(Kind kind) {
        sources.stream().filter(source -> source.kind() == kind).forEach(source -> source.each(index::put));
    }
}
