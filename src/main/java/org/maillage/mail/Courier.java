package org.maillage.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries deliveries from the desk to the mail server, one at a time over one connection that stays open. */
final class Courier implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STALLED = Duration.ofMinutes(4);
    /** What could end the command it stands in; SQL of other modules gives addresses, so it is looked at here again. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,254}");

    private final Round round;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(32 * 1024);
    private volatile @Nullable SmtpConnection connection;
    private volatile long busySince;
    private Recorder.@Nullable Ticket previous;

    /** What all couriers of a node share. */
    record Round(
            UUID node,
            SmtpUrl server,
            String self,
            Desk desk,
            Line line,
            Recorder recorder,
            Deliveries deliveries,
            Refusals refusals,
            Postmark postmark,
            ReturnPath returnPath,
            Lease lease,
            MailFigures figures) {}

    Courier(Round round) {
        this.round = round;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted() && !round.desk().closed()) {
                Claimed delivery = round.desk().take(IDLE.toNanos());
                if (delivery == null) {
                    hangUp();
                } else {
                    busySince = System.nanoTime();
                    carry(delivery);
                    busySince = 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    /** Nothing that befalls one delivery stops the courier or touches another delivery. */
    private void carry(Claimed delivery) {
        try {
            attempt(delivery);
        } catch (SmtpRefusal refusal) {
            refused(delivery, refusal);
        } catch (MessagingException | IOException e) {
            lost(delivery, e);
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be written or recorded", delivery.id(), e);
            round.figures().trouble(e.getClass().getSimpleName());
            postpone(delivery, Retries.afterOurFault(delivery.attempts()));
        }
    }

    private void attempt(Claimed delivery) throws SmtpRefusal, MessagingException, IOException {
        if (round.line().down()) {
            giveBack(delivery);
            return;
        }
        if (!SENDABLE.matcher(delivery.address()).matches()) {
            refuse(delivery);
            return;
        }
        message.reset();
        Optional<String> kind = round.postmark().write(delivery, message);
        if (kind.isEmpty()) throw new IllegalStateException("The letter was erased before it left");
        SmtpConnection open = connected();
        open.deliver(round.returnPath().of(delivery.id()), delivery.address(), message, () -> {
            if (previous != null) previous.await();
            if (round.lease().ended()) throw new IOException("The lease ended: another node may be sending it");
        });
        previous = round.recorder().sent(delivery);
        round.line().works();
        round.figures().sent(kind.get());
    }

    private SmtpConnection connected() throws MessagingException {
        SmtpConnection open = connection;
        if (open == null) {
            open = SmtpConnection.open(round.server(), round.self());
            connection = open;
        }
        return open;
    }

    private void refused(Claimed delivery, SmtpRefusal refusal) {
        if (refusal.ofTheServer()) {
            hangUp();
            down(refusal.what());
            giveBack(delivery);
        } else if (refusal.ofTheAddress()) {
            refuse(delivery);
        } else if (refusal.forNow()) {
            postpone(delivery, Retries.after(delivery.attempts()));
        } else {
            log.error("The mail server refuses our messages: {}", refusal.what());
            round.figures().refusedUs(refusal.what());
            postpone(delivery, Retries.afterOurFault(delivery.attempts()));
        }
    }

    private void lost(Claimed delivery, Exception e) {
        SmtpConnection broken = connection;
        boolean underWay = broken != null && broken.underWay();
        drop();
        down(e.getClass().getSimpleName());
        // Before its message was under way the delivery is not to blame; after, it might be, so it waits a little.
        if (underWay) postpone(delivery, delivery.attempts() == 0 ? SOON : Retries.after(delivery.attempts() - 1));
        else giveBack(delivery);
    }

    private void down(String what) {
        round.line().failed();
        round.figures().trouble(what);
    }

    private void refuse(Claimed delivery) {
        round.refusals().atOnce(round.node(), delivery);
        round.figures().refused();
        round.desk().done(List.of(delivery.id()));
    }

    private void postpone(Claimed delivery, Duration delay) {
        try {
            round.figures().postponed(round.deliveries().postpone(round.node(), delivery, delay));
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be postponed; its lease will end", delivery.id(), e);
        }
        round.desk().done(List.of(delivery.id()));
    }

    private void giveBack(Claimed delivery) {
        try {
            round.deliveries().release(round.node(), List.of(delivery.id()));
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be given back; its lease will end", delivery.id(), e);
        }
        round.desk().done(List.of(delivery.id()));
    }

    /** Says goodbye. */
    private void hangUp() {
        SmtpConnection open = connection;
        connection = null;
        if (open == null) return;
        try {
            open.close();
        } catch (MessagingException e) {
            open.cut();
        }
    }

    private void drop() {
        SmtpConnection open = connection;
        connection = null;
        if (open != null) open.cut();
    }

    /** Cuts the wire when one message has taken unreasonably long: a server that reads one byte a minute, say. */
    void cutIfStalled() {
        long since = busySince;
        SmtpConnection open = connection;
        if (since != 0 && open != null && System.nanoTime() - since > STALLED.toNanos()) open.cut();
    }

    /** Ends whatever it is doing. */
    void cut() {
        SmtpConnection open = connection;
        if (open != null) open.cut();
    }
}
