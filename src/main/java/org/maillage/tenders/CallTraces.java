package org.maillage.tenders;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

/** The tables of documents and enquiries. */
@Component
class CallTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("tender_document", false, LegalGround.NONE, new WithParent("tender")),
                new Trace("tender_enquiry_batch", false, LegalGround.NONE, new WithParent("tender")),
                // Published ones leave with their call; the others when the call has its outcome.
                new Trace("tender_enquiry", false, LegalGround.NONE, new DeletedAfter(Period.ZERO, """
                        batch is null and exists (
                            select from tender t
                             where t.id = tender_enquiry.tender and t.concluded_at <= :limit)""")));
    }
}
