package org.maillage.mail;

import java.time.Period;
import java.util.List;
import org.maillage.traces.Trace;
import org.maillage.traces.Trace.AnonymisedAfter;
import org.maillage.traces.Trace.AsLongAsUsed;
import org.maillage.traces.Trace.DeletedAfter;
import org.maillage.traces.Trace.LegalGround;
import org.maillage.traces.TraceDeclaration;
import org.springframework.stereotype.Component;

/** An address leaves its row the moment the message is taken; these are the terms of what remains. */
@Component
class MailTraces implements TraceDeclaration {
    /** Delivery reports come within five days of sending (RFC 5321 section 4.5.4.1); twice that and some. */
    static final Period REPORTS_ARRIVE_WITHIN = Period.ofDays(14);

    @Override
    public List<Trace> traces() {
        return List.of(
                new Trace(
                        "mail_letter",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new AnonymisedAfter(
                                REPORTS_ARRIVE_WITHIN,
                                "subject = null, text = null, html = null, headers = '{}'",
                                """
                                created_at < :limit and text is not null and not exists (
                                    select 1 from mail_delivery d where d.letter = mail_letter.id and d.state = 'QUEUED')""")),
                new Trace(
                        "mail_delivery",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(REPORTS_ARRIVE_WITHIN, "queued_at < :limit and state <> 'QUEUED'")),
                new Trace(
                        "mail_refusal",
                        true,
                        LegalGround.LEGITIMATE_INTEREST,
                        new DeletedAfter(Period.ofDays(90), "last_at < :limit")),
                new Trace("mail_dns_check", false, LegalGround.NONE, new AsLongAsUsed()));
    }
}
