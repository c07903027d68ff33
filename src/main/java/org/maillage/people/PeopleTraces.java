package org.maillage.people;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class PeopleTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(new Trace(
                "invitation",
                true,
                LegalGround.LEGITIMATE_INTEREST,
                // A week after its end it can still be sent again.
                new DeletedAfter(Period.ofDays(7), "expires_at < cast(:limit as timestamptz)")));
    }
}
