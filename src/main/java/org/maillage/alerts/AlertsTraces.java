package org.maillage.alerts;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class AlertsTraces implements TraceDeclaration {
    private static final String OVER = "('AWARDED', 'UNSUCCESSFUL', 'CANCELLED')";

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "subscription_request",
                        true,
                        LegalGround.CONSENT,
                        new DeletedAfter(Period.ofDays(2), "created_at < :limit")),
                new Trace(
                        "following",
                        true,
                        LegalGround.CONSENT,
                        new DeletedAfter(
                                Period.ofDays(30),
                                "tender in (select reference from tender where state in " + OVER
                                        + " and concluded_at < :limit)")),
                // After the follows: whoever followed a call that is over, and nothing else, is forgotten in the same
                // run.
                new Trace("subscription", true, LegalGround.CONSENT, new DeletedAfter(Period.ofDays(90), """
                                state = 'UNDELIVERABLE' and changed_at < :limit
                                or not listens
                                   and not exists (select from following f where f.subscription = subscription.id)""")),
                // The line of a call without outcome stays: it says who is to be told of the outcome. A year at most.
                new Trace("alert", true, LegalGround.CONSENT, new DeletedAfter(Period.ofDays(90), """
                        occasion in (
                            select o.id from alert_occasion o join tender t on t.reference = o.tender
                             where o.at < :limit
                               and (o.at < cast(:limit as timestamptz) - interval '275 days'
                                    or t.state in\s""" + OVER + "))")),
                new Trace("alert_occasion", false, LegalGround.NONE, new AsLongAsUsed()));
    }
}
