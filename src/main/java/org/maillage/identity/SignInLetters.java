package org.maillage.identity;

import java.util.Locale;
import java.util.Map;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.network.Person;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** The mail that brings a link. */
@Component
class SignInLetters {
    private final Outbox outbox;
    private final LetterTemplates templates;
    private final Languages languages;
    private final PublicAddress address;

    SignInLetters(Outbox outbox, LetterTemplates templates, Languages languages, PublicAddress address) {
        this.outbox = outbox;
        this.templates = templates;
        this.languages = languages;
        this.address = address;
    }

    /** Part of the caller's transaction: the mail leaves if the link is kept. */
    void send(Person person, String token, Locale language) {
        Texts texts = languages.in(language);
        var bodies = templates.render("identity/mail/lien", texts, Map.of());
        var letter =
                bodies.letter("sign-in", Priority.AT_ONCE, texts.localize("identity.mail.subject"), Map.of(), false);
        outbox.send(
                letter, person.email(), Map.of("name", person.name(), "link", address.of("/connexion/lien/" + token)));
    }
}
