package org.maillage.demonstration;

import java.time.Instant;
import java.util.List;
import org.maillage.platform.Demonstration;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The network's tools after two years: common ones, drafts, variants, notes, files. */
@Component
@Demonstration
@Order(3)
class ToolsChapter implements Chapter {
    private final ToolRows rows;
    private final List<SearchSource> sources;
    private final SearchIndex index;

    ToolsChapter(ToolRows rows, List<SearchSource> sources, SearchIndex index) {
        this.rows = rows;
        this.sources = sources;
        this.index = index;
    }

    @Override
    public String table() {
        return "tool";
    }

    @Override
    public void write(Instant now) {
        rows.write(ToolTale.all(), now);
        sources.stream().filter(s -> s.kind() == Kind.TOOL).forEach(s -> s.each(index::put));
    }
}
