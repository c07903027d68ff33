package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/**
 * Reads messages sent to the platform itself, whichever way they arrive: its own SMTP listener, a mailbox fetched by
 * IMAP, or the demonstration's catcher. Anyone on the Internet may have written them.
 */
public interface IncomingMail {
    /**
     * @param localPart what stands before the @ of the recipient
     * @return whether the message was for this reader
     */
    boolean receive(String localPart, MimeMessage message) throws MessagingException, IOException;
}
