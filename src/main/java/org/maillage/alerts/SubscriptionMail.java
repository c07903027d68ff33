package org.maillage.alerts;

import java.util.Locale;
import java.util.Map;
import org.maillage.mail.Outbox;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** The letters to one person about their own subscription; they overtake the alerts in the outbox. */
@Component
class SubscriptionMail {
    private final Outbox outbox;
    private final AlertLetters letters;
    private final Calls calls;
    private final Languages languages;
    private final PublicAddress address;

    SubscriptionMail(Outbox outbox, AlertLetters letters, Calls calls, Languages languages, PublicAddress address) {
        this.outbox = outbox;
        this.letters = letters;
        this.calls = calls;
        this.languages = languages;
        this.address = address;
    }

    /** Asks the holder of the address to confirm, by {@code token} in a link or by {@code code}. */
    void confirmation(SubscriptionRequest request, String token, String code) {
        Texts t = languages.in(Locale.of(request.language()));
        String lead = request.followed()
                .flatMap(calls::find)
                .map(call -> t.localize("alerts.mail.confirm.follow", Calls.plain(call.title())))
                .orElseGet(() -> t.localize("alerts.mail.confirm.lead"));
        outbox.send(
                letters.confirmation(lead, t),
                request.email(),
                Map.of("code", code, "confirm", address.of("/alertes/confirmer/" + token)));
    }

    /** Tells the holder that they are subscribed already; nothing changes unless they want it. */
    void alreadySubscribed(Subscription subscription) {
        Texts t = languages.in(Locale.of(subscription.language()));
        outbox.send(
                letters.known(t),
                subscription.email(),
                Map.of("preferences", address.of(subscription.preferencesPath())));
    }
}
