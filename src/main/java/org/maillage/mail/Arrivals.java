package org.maillage.mail;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Hands what arrives to its reader. Garbage, of which an open port gets its share, is dropped in silence. */
@Component
class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final Session SESSION = Session.getInstance(new Properties());
    private final ObjectProvider<IncomingMail> readers;

    Arrivals(ObjectProvider<IncomingMail> readers) {
        this.readers = readers;
    }

    /**
     * @param recipient address of the envelope
     * @return whether a reader took it
     */
    boolean receive(String recipient, byte[] raw) {
        int at = recipient.lastIndexOf('@');
        String localPart = at < 0 ? recipient : recipient.substring(0, at);
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            for (IncomingMail reader : readers.orderedStream().toList())
                if (reader.receive(localPart, message)) return true;
        } catch (Exception e) {
            log.info(
                    "A message to the platform could not be read: {}",
                    e.getClass().getSimpleName());
        }
        return false;
    }
}
