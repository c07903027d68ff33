package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** The mail server that takes our messages, and how one connects to it. Made once: Angus Mail looks through the whole class path for each session. */
final class SmtpServer {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private final SmtpUrl url;
    private final PromptSockets sockets = new PromptSockets();
    private final Session session;

    /** @param self the name with which we greet */
    SmtpServer(SmtpUrl url, String self) {
        this.url = url;
        var settings = new Properties();
        settings.put("mail.smtp.socketFactory", sockets);
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.ssl.socketFactory", sockets.tls());
        settings.put("mail.smtp.ssl.socketFactory.fallback", "false");
        settings.put("mail.smtp.localhost", self);
        settings.put("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        settings.put("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.auth", Boolean.toString(!url.user().isEmpty()));
        switch (url.tls()) {
            case NONE -> {}
            case OFFERED -> settings.put("mail.smtp.starttls.enable", "true");
            case REQUIRED -> {
                settings.put("mail.smtp.starttls.enable", "true");
                settings.put("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> settings.put("mail.smtp.ssl.enable", "true");
        }
        session = Session.getInstance(settings);
    }

    /**
     * Connects, up to and with authentication.
     *
     * @throws MessagingException when the server does not answer, or not as it should
     */
    SmtpConnection connect() throws MessagingException, IOException {
        Transport door = session.getTransport("smtp");
        PromptSockets.Line line = null;
        try {
            door.connect(
                    url.host(),
                    url.port(),
                    url.user().isEmpty() ? null : url.user(),
                    url.user().isEmpty() ? null : url.password());
            line = sockets.taken();
            if (line == null) throw new IOException("No line");
            return new SmtpConnection((SMTPTransport) door, line);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (line == null) line = sockets.taken();
            if (line != null) line.cut();
            throw e;
        }
    }
}
