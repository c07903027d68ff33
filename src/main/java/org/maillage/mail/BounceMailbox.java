package org.maillage.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches what comes back to the platform from a mailbox of its own ({@code MAILLAGE_BOUNCE_IMAP_URL}), where no port can
 * be opened. What has been read is deleted there: few traces.
 */
final class BounceMailbox {
    private static final int AT_A_TIME = 500;
    private static final int BIGGEST = 1024 * 1024;
    private static final List<String> RECIPIENT_HEADERS =
            List.of("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._=+-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private final URI url;
    private final Arrivals arrivals;

    /** @param url {@code imaps://user:password@host/folder}, or {@code imap://} on a network of ours */
    BounceMailbox(String url, Arrivals arrivals) {
        try {
            this.url = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("MAILLAGE_BOUNCE_IMAP_URL is not a valid address");
        }
        this.arrivals = arrivals;
    }

    /** @return how many messages were read and removed */
    int fetch() throws MessagingException {
        var settings = new Properties();
        String protocol = url.getScheme();
        for (String timeout : List.of("connectiontimeout", "timeout"))
            settings.put("mail." + protocol + "." + timeout, "20000");
        settings.put("mail.imap.starttls.enable", "true");
        String[] account = url.getRawUserInfo().split(":", 2);
        try (Store store = Session.getInstance(settings).getStore(protocol)) {
            store.connect(url.getHost(), url.getPort(), decode(account[0]), decode(account[account.length - 1]));
            String folder = url.getPath() == null || url.getPath().length() < 2
                    ? "INBOX"
                    : url.getPath().substring(1);
            try (Folder box = store.getFolder(folder)) {
                box.open(Folder.READ_WRITE);
                int count = Math.min(box.getMessageCount(), AT_A_TIME);
                for (int i = 1; i <= count; i++) read(box.getMessage(i));
                return count;
            } // closing expunges
        }
    }

    private void read(Message message) throws MessagingException {
        if (message.getSize() <= BIGGEST) {
            var raw = new ByteArrayOutputStream();
            try {
                message.writeTo(raw);
                for (String recipient : recipients(message)) if (arrivals.receive(recipient, raw.toByteArray())) break;
            } catch (IOException e) {
                return; // stays for the next time
            }
        }
        message.setFlag(Flags.Flag.DELETED, true);
    }

    /** Mailboxes keep the envelope's recipient in one header or another. */
    private static Set<String> recipients(Message message) throws MessagingException {
        var found = new LinkedHashSet<String>();
        for (String name : RECIPIENT_HEADERS) {
            String[] values = message.getHeader(name);
            if (values == null) continue;
            for (String value : values) {
                Matcher address = ADDRESS.matcher(value);
                while (address.find() && found.size() < 20) found.add(address.group());
            }
        }
        return found;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
