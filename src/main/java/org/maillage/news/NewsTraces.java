package org.maillage.news;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class NewsTraces implements TraceDeclaration {
    /** How long what is over can still be put back by those who shared it. */
    static final Period KEPT = Period.ofDays(30);

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "news_item",
                        false,
                        LegalGround.NONE,
                        new DeletedAfter(KEPT, "expires_at < :limit or withdrawn_at < cast(:limit as timestamptz)")),
                new Trace("news_reader", true, LegalGround.CONSENT, new AsLongAsUsed()));
    }
}
