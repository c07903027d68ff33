package org.maillage.alerts;

import java.util.List;
import java.util.Map;
import org.maillage.mail.Letter;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Priority;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Writes the letters of alerts. All that they say of a call stands on its public page. */
@Component
class AlertLetters {
    private final LetterTemplates templates;
    private final String listId;

    AlertLetters(LetterTemplates templates, PublicAddress address) {
        this.templates = templates;
        // RFC 2919: mail programs sort by it, and it stays the same from message to message.
        this.listId = "<alertes." + address.publicUrl().getHost() + ">";
    }

    /** One occasion of one call. */
    Letter call(News news, Occasion occasion, Texts t) {
        String subject = t.localize(
                "alerts.mail.subject." + news.occasion(),
                news.call().title(),
                String.join(", ", news.call().departments()));
        var headers = Map.of("List-Id", listId, Witness.LETTER, occasion.letterKey());
        return bulk("alert", subject, headers, "alerts/mail/call", Map.of("news", news), t);
    }

    /** What is new about several calls. */
    Letter digest(List<CallNews> calls, Texts t) {
        int news = calls.stream().mapToInt(c -> c.news().size()).sum();
        return bulk(
                "digest",
                t.localize("alerts.mail.digest.subject", news),
                Map.of("List-Id", listId),
                "alerts/mail/digest",
                Map.of("calls", calls),
                t);
    }

    /** Asks to confirm; the places {@code code} and {@code confirm} are filled for its one recipient. */
    Letter confirmation(String lead, Texts t) {
        return personal("alerts.mail.confirm.subject", "alerts/mail/confirm", Map.of("lead", lead), t);
    }

    /** Tells someone who is subscribed that nothing is to be done; the place {@code preferences} is theirs. */
    Letter known(Texts t) {
        return personal("alerts.mail.known.subject", "alerts/mail/known", Map.of(), t);
    }

    private Letter bulk(
            String kind, String subject, Map<String, String> headers, String template, Map<String, ?> model, Texts t) {
        return templates.render(template, t, model).letter(kind, Priority.BULK, subject, headers, true);
    }

    private Letter personal(String subject, String template, Map<String, ?> model, Texts t) {
        return templates
                .render(template, t, model)
                .letter("subscription", Priority.AT_ONCE, t.localize(subject, "{{code}}"), Map.of(), false);
    }
}
