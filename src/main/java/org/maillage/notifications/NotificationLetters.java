package org.maillage.notifications;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.maillage.mail.LetterTemplates;
import org.maillage.mail.Outbox;
import org.maillage.mail.Priority;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Writes the letter that tells a member what waits for them: one sentence and one link each, nothing more. */
@Component
class NotificationLetters {
    /** What a tired person reads; the rest is a number and the way to the page that shows it all. */
    static final int MOST = 12;

    private static final int LONGEST_ARGUMENT = 200;
    // Ends of lines, and marks that turn the direction of what follows.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private final Outbox outbox;
    private final LetterTemplates templates;
    private final Languages languages;
    private final PublicAddress address;
    private final StopLinks stop;

    NotificationLetters(
            Outbox outbox, LetterTemplates templates, Languages languages, PublicAddress address, StopLinks stop) {
        this.outbox = outbox;
        this.templates = templates;
        this.languages = languages;
        this.address = address;
        this.stop = stop;
    }

    /** Part of the caller's transaction. */
    void send(Recipient to, List<Waiting> news) {
        Texts t = languages.in(Locale.forLanguageTag(to.settings().language()));
        List<DigestLine> lines = news.stream()
                .limit(MOST)
                .map(w -> new DigestLine(sentence(w, t), w.path()))
                .toList();
        int more = news.size() - lines.size();
        var bodies = templates.render("notifications/mail/digest", t, Map.of("lines", lines, "more", more));
        String subject =
                news.size() == 1 ? lines.getFirst().sentence() : t.localize("notifications.mail.subject", news.size());
        boolean atOnce = news.getFirst().atOnce();
        var letter =
                bodies.letter("notification", atOnce ? Priority.AT_ONCE : Priority.NORMAL, subject, Map.of(), false);
        outbox.send(
                letter,
                to.email(),
                Map.of("name", to.name(), "unsubscribe", address.of("/notifications/arret/" + stop.token(to.id()))));
    }

    private static String sentence(Waiting news, Texts t) {
        return t.localize(
                news.message(),
                news.arguments().stream().map(NotificationLetters::plain).toArray());
    }

    /** Somebody's words in a letter: on one line, not too long, and without braces that the outbox would fill. */
    static String plain(String words) {
        String line = UNSEEN.matcher(words).replaceAll(" ").replace("{{", "{ {").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_ARGUMENT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_ARGUMENT - 1)) + "…";
    }
}
