package org.maillage.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.maillage.mail.SmtpRefusal.Step;

/**
 * One open connection to the mail server, kept from message to message. Greeting, TLS and authentication are Angus Mail's;
 * the dialogue of a message is here, because ready bytes need none of its message objects, because it must be able to wait
 * before the final dot, and because it pipelines (RFC 2920): the end of a message and the envelope of the next one leave
 * in one packet and are answered in one.
 */
final class SmtpConnection {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final String CRLF = "\r\n";
    private final SMTPTransport door;
    private final PromptSockets sockets;
    private final SmtpAnswers answers;
    private final Socket wire;
    private final boolean pipelines;
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream(16 * 1024);

    /** Who a message is from and to, as the server is told; both fit to stand in a command. */
    record Envelope(String from, String to) {}

    private SmtpConnection(SMTPTransport door, PromptSockets sockets) throws IOException {
        this.door = door;
        this.sockets = sockets;
        this.wire = sockets.wire();
        this.answers = new SmtpAnswers(wire.getInputStream());
        this.pipelines = door.supportsExtension("PIPELINING");
        // A server may scan a message for minutes. Courier.cutIfStalled watches over all lines; a limit here would set
        // and clear a timer for each answer.
        wire.setSoTimeout(0);
    }

    /**
     * Connects, up to and with authentication.
     *
     * @param self the name with which we greet
     * @throws MessagingException when the server does not answer, or not as it should
     */
    static SmtpConnection open(SmtpUrl server, String self) throws MessagingException, IOException {
        var sockets = new PromptSockets();
        var settings = new Properties();
        settings.put("mail.smtp.socketFactory", sockets);
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.ssl.socketFactory", sockets.tls());
        settings.put("mail.smtp.ssl.socketFactory.fallback", "false");
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
        Transport transport = Session.getInstance(settings).getTransport("smtp");
        try {
            transport.connect(
                    server.host(),
                    server.port(),
                    server.user().isEmpty() ? null : server.user(),
                    server.user().isEmpty() ? null : server.password());
            return new SmtpConnection((SMTPTransport) transport, sockets);
        } catch (MessagingException | IOException | RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    /** Whether {@link #end} may announce the next message. */
    boolean pipelines() {
        return pipelines;
    }

    /**
     * Announces a message; once this returns, the server waits for its text.
     *
     * @throws SmtpRefusal when the server does not take it; the connection is fit for another message
     * @throws IOException when the connection is lost
     */
    void announce(Envelope envelope) throws SmtpRefusal, IOException {
        if (pipelines) {
            write(commands(envelope));
            accept();
            return;
        }
        write("MAIL FROM:<" + envelope.from() + ">" + CRLF);
        require(Step.MAIL, answers.next());
        write("RCPT TO:<" + envelope.to() + ">" + CRLF);
        require(Step.RCPT, answers.next());
        write("DATA" + CRLF);
        require(Step.DATA, answers.next());
    }

    /**
     * Sends the text of the message announced and its final dot; and, in the same packet, announces {@code next}.
     *
     * @param message whole, plain ASCII, lines ended by CRLF, none beginning with a dot
     * @param next to be answered by {@link #accept} once {@link #ended} has returned; only on a line that pipelines
     */
    void end(ByteArrayOutputStream message, @Nullable Envelope next) throws IOException {
        packet.reset();
        message.writeTo(packet);
        packet.writeBytes(ascii("." + CRLF));
        if (next != null) packet.writeBytes(ascii(commands(next)));
        packet.writeTo(wire.getOutputStream());
    }

    /** Reads what the server says of the message ended. @throws SmtpRefusal when it does not take it */
    void ended() throws SmtpRefusal, IOException {
        SmtpAnswers.Answer end = answers.next();
        if (!end.yesTo(Step.END)) throw new SmtpRefusal(Step.END, end.code(), end.text());
    }

    /** Reads what the server says of the message announced. @throws SmtpRefusal when it does not take it */
    void accept() throws SmtpRefusal, IOException {
        var mail = answers.next();
        if (mail.code() == 421) require(Step.MAIL, mail); // it hangs up: nothing more will come
        var rcpt = answers.next();
        var data = answers.next();
        boolean taken = mail.yesTo(Step.MAIL) && rcpt.yesTo(Step.RCPT);
        if (!taken && data.yesTo(Step.DATA)) {
            // Some servers wait for a text all the same (RFC 2920, 3.1): it is empty, and goes to nobody.
            write("." + CRLF);
            answers.next();
        }
        require(Step.MAIL, mail);
        require(Step.RCPT, rcpt);
        require(Step.DATA, data);
    }

    /** Says goodbye. */
    void close() throws MessagingException {
        door.close();
    }

    /** Cuts the wire, from whatever thread: whoever waits on it gets an error at once. */
    void cut() {
        sockets.close();
    }

    /** After a no, the server is left ready for another message; after 421 it is about to hang up. */
    private void require(Step step, SmtpAnswers.Answer answer) throws SmtpRefusal, IOException {
        if (answer.yesTo(step)) return;
        if (answer.code() != 421) {
            write("RSET" + CRLF);
            answers.next();
        }
        throw new SmtpRefusal(step, answer.code(), answer.text());
    }

    private static String commands(Envelope envelope) {
        return "MAIL FROM:<" + envelope.from() + ">" + CRLF + "RCPT TO:<" + envelope.to() + ">" + CRLF + "DATA" + CRLF;
    }

    private void write(String commands) throws IOException {
        wire.getOutputStream().write(ascii(commands));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
