package org.maillage.people;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.SiteIdentity;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** The letters of coming and going. Part of the caller's transaction: they leave if what they tell is kept. */
@Component
class InvitationLetters {
    private final Outbox outbox;
    private final LetterTemplates templates;
    private final Languages languages;
    private final PublicAddress address;
    private final SiteIdentity site;

    InvitationLetters(
            Outbox outbox, LetterTemplates templates, Languages languages, PublicAddress address, SiteIdentity site) {
        this.outbox = outbox;
        this.templates = templates;
        this.languages = languages;
        this.address = address;
        this.site = site;
    }

    void invite(EmailAddress to, String by, Role role, String dla, String token, Instant expires, Locale language) {
        Texts t = languages.in(language);
        String place = dla.isEmpty() ? t.name(role) : t.name(role) + " · " + dla;
        send(
                "invitation",
                to,
                t,
                Map.of(
                        "by",
                        by,
                        "place",
                        place,
                        "until",
                        t.dateTime(expires),
                        "link",
                        address.of("/invitation/" + token)));
    }

    /** To a member: nothing is to be done, and nobody is told that they are one. */
    void known(EmailAddress to, String by, Locale language) {
        send("known", to, languages.in(language), Map.of("by", by, "link", address.of("/connexion")));
    }

    /** To someone whose account somebody else has just closed. */
    void closed(EmailAddress to, String by, Locale language) {
        send("closed", to, languages.in(language), Map.of("by", by, "link", address.of("/reseau")));
    }

    private void send(String name, EmailAddress to, Texts t, Map<String, String> fields) {
        var bodies = templates.render("people/mail/" + name, t, Map.of());
        String subject = t.localize("people.mail." + name + ".subject", site.siteName());
        var letter = bodies.letter("people", Priority.NORMAL, subject, Map.of(), false);
        outbox.send(letter, to, fields);
    }
}
