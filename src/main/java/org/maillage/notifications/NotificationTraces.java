package org.maillage.notifications;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class NotificationTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "notification",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ofDays(30), "due_at < cast(:limit as timestamptz)")),
                new Trace("notification_setting", true, LegalGround.LEGITIMATE_INTEREST, new AsLongAsUsed()));
    }
}
