package org.maillage.identity;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class IdentityTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(new Trace(
                "sign_in_link",
                true,
                LegalGround.LEGITIMATE_INTEREST,
                new DeletedAfter(Period.ZERO, "expires_at < cast(:limit as timestamptz)")));
    }
}
