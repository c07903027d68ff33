package org.maillage.tenders;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class TenderTraces implements TraceDeclaration {
    // The ESF may check for five years from 31 December of the year of its last payment (regulation (EU) 2021/1060,
    // article 82), which comes within a year of the end of a call. Drafts leave after twelve months without a change,
    // abandoned ones after thirty days.
    private static final DeletedAfter CALLS = new DeletedAfter(Period.ofYears(6), """
            published_at is not null and state <> 'PUBLISHED' and coalesce(concluded_at, closes_at) < cast(:limit as timestamptz)
            or state = 'DRAFT' and updated_at < cast(:limit as timestamptz) + interval '5 years'
            or state = 'CANCELLED' and published_at is null
               and concluded_at < cast(:limit as timestamptz) + interval '6 years' - interval '30 days'""");

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("tender", true, LegalGround.PUBLIC_INTEREST, CALLS),
                new Trace("tender_amendment", false, LegalGround.NONE, new WithParent("tender")),
                new Trace("tender_sequence", false, LegalGround.NONE, new AsLongAsUsed()));
    }
}
