package org.maillage.traces;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.springframework.stereotype.Component;

/** The tables of {@code platform} and {@code web}, which stand below this module and so cannot declare them. */
@Component
class GroundTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("platform_secret", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("flyway_schema_history", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("scheduled_tasks", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace(
                        "event_publication",
                        false,
                        LegalGround.NONE,
                        new DeletedAfter(Period.ofDays(30), "publication_date < :limit")),
                new Trace(
                        "spring_session",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(
                                Period.ZERO, "expiry_time < extract(epoch from cast(:limit as timestamptz)) * 1000")),
                new Trace(
                        "spring_session_attributes",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new WithParent("spring_session")));
    }
}
