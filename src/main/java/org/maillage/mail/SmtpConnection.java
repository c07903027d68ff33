package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.maillage.mail.SmtpRefusal.Step;

/**
 * One open connection to the mail server, kept from message to message. Greeting, TLS, authentication and the wire are
 * Angus Mail's; the dialogue of a message is here, because ready bytes need none of its message objects and because it
 * must be able to wait before the final dot.
 */
final class SmtpConnection extends SMTPTransport {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER =
            Duration.ofMinutes(2); // a server may scan for long before it answers the dot
    private final PromptSockets sockets;
    private volatile boolean underWay;

    private SmtpConnection(Session session, URLName name, PromptSockets sockets) {
        super(session, name);
        this.sockets = sockets;
    }

    /**
     * Connects, up to and with authentication.
     *
     * @param self the name with which we greet
     * @throws MessagingException when the server does not answer, or not as it should
     */
    static SmtpConnection open(SmtpUrl server, String self) throws MessagingException {
        var sockets = new PromptSockets();
        var settings = new Properties();
        settings.put("mail.smtp.socketFactory", sockets);
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.localhost", self);
        settings.put("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        settings.put("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        switch (server.tls()) {
            case NONE -> {}
            case OFFERED -> settings.put("mail.smtp.starttls.enable", "true");
            case REQUIRED -> {
                settings.put("mail.smtp.starttls.enable", "true");
                settings.put("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> settings.put("mail.smtp.ssl.enable", "true");
        }
        var connection = new SmtpConnection(
                Session.getInstance(settings),
                new URLName("smtp", server.host(), server.port(), null, null, null),
                sockets);
        connection.connect(
                server.host(),
                server.port(),
                server.user().isEmpty() ? null : server.user(),
                server.user().isEmpty() ? null : server.password());
        return connection;
    }

    /** What must be true before the message may be delivered. */
    interface BeforeDot {
        void await() throws IOException;
    }

    /**
     * Delivers one message.
     *
     * @param message whole, lines ended by CRLF
     * @param beforeDot runs once everything but the final dot has left
     * @throws SmtpRefusal when the server says no; the connection is fit for another message
     * @throws MessagingException when the connection is lost
     */
    synchronized void deliver(String from, String to, ByteArrayOutputStream message, BeforeDot beforeDot)
            throws SmtpRefusal, MessagingException, IOException {
        underWay = false;
        envelope(from, to);
        OutputStream wire;
        try {
            wire = data();
        } catch (SMTPSendFailedException e) {
            throw refusal(Step.DATA, e);
        }
        underWay = true;
        message.writeTo(wire);
        beforeDot.await();
        try {
            finishData();
        } catch (SMTPSendFailedException e) {
            throw refusal(Step.END, e);
        }
        underWay = false;
    }

    /** Whether the server was being sent a message, perhaps whole, when the connection was lost. */
    boolean underWay() {
        return underWay;
    }

    private void envelope(String from, String to) throws SmtpRefusal, MessagingException {
        boolean together = supportsExtension("PIPELINING");
        sendCommand("MAIL FROM:<" + from + ">");
        if (together) sendCommand("RCPT TO:<" + to + ">");
        int mail = answer();
        String mailAnswer = getLastServerResponse();
        if (mail == 250 && !together) sendCommand("RCPT TO:<" + to + ">");
        int rcpt = mail == 250 || together ? answer() : 0;
        String rcptAnswer = getLastServerResponse();
        if (mail == 250 && (rcpt == 250 || rcpt == 251)) return;
        issueCommand("RSET", -1);
        if (mail != 250) throw new SmtpRefusal(Step.MAIL, mail, mailAnswer);
        throw new SmtpRefusal(Step.RCPT, rcpt, rcptAnswer);
    }

    private int answer() throws MessagingException {
        int code = readServerResponse();
        if (code < 0) throw new MessagingException("The server closed the connection");
        return code;
    }

    private static SmtpRefusal refusal(Step step, SMTPSendFailedException e) throws MessagingException {
        if (e.getReturnCode() < 200) throw new MessagingException("The server closed the connection");
        return new SmtpRefusal(step, e.getReturnCode(), e.getMessage() == null ? "" : e.getMessage());
    }

    /** Cuts the wire from another thread: whoever waits on it gets an error at once. */
    void cut() {
        sockets.close();
    }
}
