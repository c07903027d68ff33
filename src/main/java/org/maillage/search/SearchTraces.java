package org.maillage.search;

import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class SearchTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(new Trace("search_entry", true, LegalGround.LEGITIMATE_INTEREST, new AsLongAsUsed()));
    }
}
