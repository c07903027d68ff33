package org.maillage.identity;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class IdentityTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "sign_in_link",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ZERO, "expires_at < cast(:limit as timestamptz)")),
                new Trace("passkey", true, LegalGround.LEGITIMATE_INTEREST, new WithParent("person")),
                new Trace(
                        "passkey_challenge",
                        false,
                        LegalGround.NONE,
                        new DeletedAfter(Period.ZERO, "expires_at < cast(:limit as timestamptz)")),
                new Trace("open_session", true, LegalGround.LEGITIMATE_INTEREST, new WithParent("spring_session")));
    }
}
