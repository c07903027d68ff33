package org.maillage.mail;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;
import org.maillage.platform.PublicAddress;
import org.maillage.web.SiteIdentity;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/**
 * Renders the bodies of letters. A body is a pair of templates: {@code alerts/mail/call} is
 * {@code src/main/jte/alerts/mail/call.jte}, which wraps {@code @template.mail.layout}, and
 * {@code src/main/jte/alerts/mail/callText.jte}, plain text where {@code ${…}} escapes nothing. Both take
 * {@code @param org.maillage.mail.MailPage mail} and may hold {@code {{places}}}.
 */
@Component
public class LetterTemplates {
    private final TemplateEngine templates;
    private final SiteIdentity site;
    private final PublicAddress address;

    LetterTemplates(TemplateEngine templates, SiteIdentity site, PublicAddress address) {
        this.templates = templates;
        this.site = site;
        this.address = address;
    }

    /**
     * The two bodies of one letter.
     *
     * @param language of both, as in {@code Content-Language} (RFC 3282)
     */
    public record Bodies(String text, String html, String language) {

        /** The letter that holds them. */
        public Letter letter(
                String kind, Priority priority, String subject, Map<String, String> headers, boolean bulk) {
            var all = new HashMap<>(headers);
            all.put("Content-Language", language);
            return new Letter(kind, priority, subject, text, html, all, bulk);
        }
    }

    /**
     * @param template path without {@code .jte}, such as {@code alerts/mail/call}
     * @param model what both templates take besides {@code mail}
     */
    public Bodies render(String template, Texts texts, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("mail", new MailPage(texts, site.siteName(), address));
        var html = new StringOutput();
        templates.render(template + ".jte", all, html);
        var text = new StringOutput();
        templates.render(template + "Text.jte", all, new PlainText(text));
        // Lines of control statements leave blanks behind; the one after two dashes makes them the end of a message
        // (RFC 3676).
        return new Bodies(
                text.toString().strip().replaceAll("(?m)(?<!^--)[ \\t]+$", "").replaceAll("\\n{3,}", "\n\n") + "\n",
                html.toString(),
                texts.locale().getLanguage());
    }
}
