package org.maillage.agenda;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.Trace.WithParent;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

@Component
class AgendaTraces implements TraceDeclaration {
    // Two years after its last date; a peer exchange after three months, when nobody is on record as invited any more;
    // a
    // poll that came to nothing after thirty days.
    private static final String OVER = """
            updated_at < cast(:limit as timestamptz)
               and not exists (select from agenda_occurrence o where o.event = agenda_event.id and o.ends_at >= cast(:limit as timestamptz))
               and not exists (select from agenda_slot s where s.event = agenda_event.id and s.ends_at >= cast(:limit as timestamptz))
            or kind = 'PEER_EXCHANGE' and state <> 'POLL' and updated_at < cast(:limit as timestamptz) + interval '21 months'
               and not exists (select from agenda_occurrence o where o.event = agenda_event.id
                                and o.ends_at >= cast(:limit as timestamptz) + interval '21 months')
            or not exists (select from agenda_occurrence o where o.event = agenda_event.id)
               and updated_at < cast(:limit as timestamptz) + interval '2 years' - interval '30 days'
               and not exists (select from agenda_slot s where s.event = agenda_event.id
                                and s.ends_at >= cast(:limit as timestamptz) + interval '2 years' - interval '30 days')""";

    private static final String INVITED_LONG_AGO = """
            not exists (select from agenda_occurrence o where o.event = agenda_invitation.event
                         and o.ends_at >= cast(:limit as timestamptz))
            and exists (select from agenda_occurrence o where o.event = agenda_invitation.event)""";

    /** The night after the day in Paris on which the date ends: what anyone answered is a number from then on. */
    private static final String DAY_OVER = """
            person is not null and occurrence in (
                select o.id from agenda_occurrence o
                 where o.ends < date_trunc('day', cast(:limit as timestamptz) at time zone 'Europe/Paris'))""";

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace("agenda_event", true, LegalGround.PUBLIC_INTEREST, new DeletedAfter(Period.ofYears(2), OVER)),
                new Trace("agenda_occurrence", true, LegalGround.PUBLIC_INTEREST, new WithParent("agenda_event")),
                new Trace(
                        "agenda_invitation",
                        true,
                        LegalGround.PUBLIC_INTEREST,
                        new DeletedAfter(Period.ofMonths(3), INVITED_LONG_AGO)),
                new Trace(
                        "agenda_answer",
                        true,
                        LegalGround.PUBLIC_INTEREST,
                        new AnonymisedAfter(Period.ZERO, "person = null", DAY_OVER)),
                new Trace("agenda_slot", false, LegalGround.NONE, new WithParent("agenda_event")),
                new Trace("agenda_slot_answer", true, LegalGround.PUBLIC_INTEREST, new WithParent("agenda_slot")),
                new Trace("agenda_item", true, LegalGround.PUBLIC_INTEREST, new WithParent("agenda_occurrence")),
                new Trace("agenda_document", false, LegalGround.NONE, new WithParent("agenda_occurrence")),
                new Trace("agenda_feed", true, LegalGround.CONSENT, new AsLongAsUsed()));
    }
}
