package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a delivery report (RFC 3464) says of our message. Holiday answers and other messages are none. */
enum DeliveryReport {
    /** The address does not exist or takes no more mail. */
    HARD,
    /** Delayed, mailbox full, or refused for another reason than the address. */
    SOFT;

    private static final int MOST_BYTES = 64 * 1024; // a report on one recipient has a few hundred
    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b.*", Pattern.DOTALL);

    /** Empty when {@code message} is no report, or reports success. */
    static Optional<DeliveryReport> read(MimeMessage message) throws MessagingException, IOException {
        if (!message.isMimeType("multipart/report") || !(message.getContent() instanceof Multipart parts))
            return Optional.empty();
        for (int i = 0; i < Math.min(parts.getCount(), 10); i++) {
            Part part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status"))
                return statuses(part);
        }
        return Optional.empty();
    }

    /** The first group of fields is about the message, each further one about a recipient; ours have one. */
    private static Optional<DeliveryReport> statuses(Part part) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        var in = new ByteArrayInputStream(bytes);
        for (int group = 0; in.available() > 0 && group < 20; group++) {
            var fields = new InternetHeaders(in);
            var outcome = outcome(fields.getHeader("Action", null), fields.getHeader("Status", null));
            if (outcome.isPresent()) return outcome;
        }
        return Optional.empty();
    }

    private static Optional<DeliveryReport> outcome(@Nullable String action, @Nullable String status) {
        if (action == null || status == null) return Optional.empty();
        Matcher code = STATUS.matcher(status.strip());
        if (!code.matches()) return Optional.empty();
        return switch (action.strip().toLowerCase(Locale.ROOT)) {
            case "failed" -> Optional.of(ofTheAddress(code) ? HARD : SOFT);
            case "delayed" -> Optional.of(SOFT);
            default -> Optional.empty(); // delivered, relayed, expanded
        };
    }

    /** Permanent, and about the mailbox: not full (x.2.2), not policy, content, protocol or a server in trouble. */
    private static boolean ofTheAddress(Matcher code) {
        if (!code.group(1).equals("5")) return false;
        String subject = code.group(2);
        if (subject.equals("2")) return !code.group(3).equals("2");
        // 5.0.0 is what servers say that know no more; 5.4.x (no host, no route) tells of a domain that is gone.
        return subject.equals("0") || subject.equals("1") || subject.equals("4");
    }
}
