package org.maillage.network;

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
class NetworkTraces implements TraceDeclaration {
    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("network_profile", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("department", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("host", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("dla", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace(
                        "person",
                        true,
                        LegalGround.PUBLIC_INTEREST,
                        new DeletedAfter(Period.ofDays(30), "left_on < cast(:limit as timestamptz)")),
                new Trace("stand_in", true, LegalGround.LEGITIMATE_INTEREST, new DeletedAfter(Period.ZERO, """
                        last_day < cast(cast(:limit as timestamptz) at time zone 'Europe/Paris' as date)""")),
                new Trace("funder", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("partner", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("milestone", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("commune", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("commune_name", false, LegalGround.NONE, new WithParent("commune")),
                new Trace("commune_edition", false, LegalGround.NONE, new AsLongAsUsed()),
                new Trace("network_rule", false, LegalGround.NONE, new AsLongAsUsed()));
    }
}
