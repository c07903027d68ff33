package org.maillage.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A message as the catcher received it, and as a mail reader would show it.
 *
 * @param number from 1, in order of arrival
 * @param sender return path of the envelope
 * @param recipient address of the envelope
 * @param subject decoded
 * @param text the plain text body; empty when there is none
 * @param html the HTML body as sent; empty when there is none
 * @param headers name and value of each field, in order, values unfolded but not decoded
 * @param raw the bytes of the wire
 */
public record CaughtMessage(
        long number,
        Instant at,
        String sender,
        String recipient,
        String from,
        String subject,
        String text,
        String html,
        List<Header> headers,
        List<Attachment> attachments,
        byte[] raw) {
    private static final Session SESSION = Session.getInstance(new Properties());

    public record Header(String name, String value) {}

    public record Attachment(String name, String type, byte[] content) {}

    /** Never fails: what cannot be read is shown as the text of its bytes. */
    static CaughtMessage read(long number, Instant at, String sender, String recipient, byte[] raw) {
        var bodies = new Bodies();
        var headers = new ArrayList<Header>();
        String subject = "";
        String from = "";
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            var all = message.getAllHeaders();
            while (all.hasMoreElements()) {
                var header = all.nextElement();
                headers.add(new Header(header.getName(), MimeUtility.unfold(header.getValue())));
            }
            subject = message.getSubject() == null ? "" : message.getSubject();
            String[] senders = message.getHeader("From");
            if (senders != null) from = MimeUtility.decodeText(MimeUtility.unfold(senders[0]));
            bodies.collect(message);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (bodies.text.isEmpty()) bodies.text.append(new String(raw, StandardCharsets.UTF_8));
        }
        return new CaughtMessage(
                number,
                at,
                sender,
                recipient,
                from,
                subject,
                bodies.text.toString(),
                bodies.html.toString(),
                List.copyOf(headers),
                List.copyOf(bodies.attachments),
                raw);
    }

    /** The value of the first header of this name; empty when there is none. */
    public String header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private static final class Bodies {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        void collect(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    collect(inner);
                }
            } else if (part.getFileName() == null && part.isMimeType("text/plain") && text.isEmpty()) {
                text.append(content(part));
            } else if (part.getFileName() == null && part.isMimeType("text/html") && html.isEmpty()) {
                html.append(content(part));
            } else {
                String name = part.getFileName() == null ? "message" : MimeUtility.decodeText(part.getFileName());
                attachments.add(new Attachment(
                        name, part.getContentType(), part.getInputStream().readAllBytes()));
            }
        }

        private static String content(Part part) throws MessagingException, IOException {
            Object content = part.getContent();
            return content instanceof String string
                    ? string
                    : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
