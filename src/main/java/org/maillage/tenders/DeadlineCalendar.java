package org.maillage.tenders;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/**
 * Deadlines as a calendar (RFC 5545). An event keeps its identifier for ever and its sequence grows with each amendment,
 * so that a calendar which subscribed moves it instead of doubling it.
 */
@Component
public class DeadlineCalendar {
    private final PublicAddress address;

    DeadlineCalendar(PublicAddress address) {
        this.address = address;
    }

    /** The deadlines for questions and for answers of {@code calls}; the same calls give the same bytes. */
    public String of(Collection<TenderLine> calls, Texts t) {
        var calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId("-//Maillage//appels d'offres//FR");
        calendar.setMethod("PUBLISH");
        calendar.setExperimentalProperty("X-WR-CALNAME", t.localize("calls.ics.name"));
        for (TenderLine call : calls) {
            Instant questions = call.questionsUntil();
            if (questions != null)
                calendar.addEvent(
                        event(call, "questions", questions, t.localize("calls.ics.questions", title(call)), t));
            calendar.addEvent(
                    event(call, "reponses", call.closesAt(), t.localize("calls.ics.answers", title(call)), t));
        }
        return Biweekly.write(calendar).go();
    }

    private VEvent event(TenderLine call, String what, Instant at, String summary, Texts t) {
        var event = new VEvent();
        event.setUid(call.reference() + "-" + what + "@" + address.publicUrl().getHost());
        boolean cancelled = call.state() == TenderState.CANCELLED;
        event.setSequence(call.amendments() + (cancelled ? 1 : 0));
        event.setStatus(cancelled ? Status.cancelled() : Status.confirmed());
        event.setDateTimeStamp(Date.from(call.updatedAt()));
        event.setLastModified(Date.from(call.updatedAt()));
        event.setDateStart(Date.from(at)); // no end: a deadline is an instant
        event.setSummary(summary);
        event.setDescription(t.localize("calls.ics.text", call.reference().text(), CleanText.line(call.dlaName()))
                + "\n" + address.of(call.path()));
        event.setUrl(address.of(call.path()));
        event.setTransparency(true);
        return event;
    }

    private static String title(TenderLine call) {
        return CleanText.line(call.title());
    }
}
