package org.maillage.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
    private static final String CRLF = "\r\n";
    private final SMTPTransport door;
    private final PromptSockets.Line line;
    private final SmtpAnswers answers;
    private final Socket wire;
    private final boolean pipelines;
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream(16 * 1024);

    /** Who a message is from and to, as the server is told; both fit to stand in a command. */
    record Envelope(String from, String to) {}

    /** @param door connected, up to and with authentication, over {@code line} */
    SmtpConnection(SMTPTransport door, PromptSockets.Line line) throws IOException {
        this.door = door;
        this.line = line;
        this.wire = line.wire();
        this.answers = new SmtpAnswers(wire.getInputStream());
        this.pipelines = door.supportsExtension("PIPELINING");
        // A server may scan a message for minutes. Courier.cutIfStalled watches over all lines; a limit here would set
        // and clear a timer for each answer.
        wire.setSoTimeout(0);
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
        line.cut();
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
