package org.maillage.identity;

import java.util.Locale;
import java.util.Map;
import org.maillage.mail.Letter;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.network.Person;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Tells a member that the ways into their account have changed, in case it was not they who changed them. */
@Component
class PasskeyLetters {
    private final Outbox outbox;
    private final LetterTemplates templates;
    private final Languages languages;
    private final PublicAddress address;

    PasskeyLetters(Outbox outbox, LetterTemplates templates, Languages languages, PublicAddress address) {
        this.outbox = outbox;
        this.templates = templates;
        this.languages = languages;
        this.address = address;
    }

    /** Part of the caller's transaction. */
    void added(Person person, String name, Locale language) {
        send(person, name, language, "added");
    }

    /** Part of the caller's transaction. */
    void removed(Person person, String name, Locale language) {
        send(person, name, language, "removed");
    }

    private void send(Person person, String name, Locale language, String what) {
        Texts texts = languages.in(language);
        String subject = texts.localize("identity.passkey.mail." + what + ".subject");
        var bodies = templates.render(
                "identity/mail/cle",
                texts,
                Map.of("title", subject, "lead", texts.localize("identity.passkey.mail." + what, "{{key}}")));
        outbox.send(
                new Letter("passkey", Priority.AT_ONCE, subject, bodies.text(), bodies.html(), Map.of(), false),
                person.email(),
                Map.of("name", person.name(), "key", name, "link", address.of(AccountController.ACCOUNT)));
    }
}
