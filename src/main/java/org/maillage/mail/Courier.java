package org.maillage.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final Duration SLOW = Duration.ofSeconds(1);
    /** What could end the command it stands in; SQL of other modules gives addresses, so it is looked at here again. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,254}");

    private final Round round;
    private ByteArrayOutputStream spare = new ByteArrayOutputStream(32 * 1024); // of the message after this one
    private ByteArrayOutputStream used = new ByteArrayOutputStream(32 * 1024);
    private volatile @Nullable SmtpConnection connection;
    private volatile long busySince;
    private final AtomicReference<@Nullable Outgoing> following =
            new AtomicReference<>(); // announced with this one's end
    private boolean underWay; // whether the server may have seen the delivery at hand, perhaps whole
    private Recorder.@Nullable Ticket previous;

    /** What all couriers of a node share. */
    record Round(
            UUID node,
            SmtpServer server,
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

    /** A delivery whose message is ready. */
    private record Outgoing(Claimed delivery, String kind, ByteArrayOutputStream message) {}

    @Override
    public void run() {
        Outgoing announced = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (announced == null) {
                    if (round.desk().closed()) break;
                    Claimed delivery = round.desk().take(IDLE.toNanos());
                    if (delivery == null) hangUp();
                    else announced = carry(delivery);
                } else {
                    announced = carryOn(announced);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    /** @return what was announced together with the end of {@code delivery}, if anything */
    private @Nullable Outgoing carry(Claimed delivery) {
        return guarded(delivery, () -> {
            Outgoing outgoing = prepared(delivery);
            if (outgoing == null) return null;
            announce(delivery);
            return end(outgoing);
        });
    }

    private @Nullable Outgoing carryOn(Outgoing announced) {
        return guarded(announced.delivery(), () -> end(announced));
    }

    private interface Step {
        @Nullable
        Outgoing take() throws SmtpRefusal, MessagingException, IOException;
    }

    /** Nothing that befalls one delivery stops the courier or touches another delivery. */
    private @Nullable Outgoing guarded(Claimed delivery, Step step) {
        busySince = System.nanoTime();
        underWay = false;
        try {
            return step.take();
        } catch (SmtpRefusal refusal) {
            refused(delivery, refusal);
        } catch (MessagingException | IOException e) {
            lost(delivery, e);
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be written or recorded", delivery.id(), e);
            round.figures().trouble(e.getClass().getSimpleName());
            drop(); // the server may be waiting for a text that will not come
            postpone(delivery, Retries.afterOurFault(delivery.attempts()));
        } finally {
            busySince = 0;
        }
        return null;
    }

    /** Its message, ready; null when it may not be tried now: what becomes of it is then settled. */
    private @Nullable Outgoing prepared(Claimed delivery) throws MessagingException, IOException {
        if (round.line().down()) {
            giveBack(delivery);
            return null;
        }
        if (!SENDABLE.matcher(delivery.address()).matches()) {
            refuse(delivery);
            return null;
        }
        ByteArrayOutputStream message = spare;
        message.reset();
        Optional<String> kind = round.postmark().write(delivery, message);
        if (kind.isEmpty()) throw new IllegalStateException("The letter was erased before it left");
        spare = used;
        used = message;
        return new Outgoing(delivery, kind.get(), message);
    }

    /**
     * A line that lay idle may have been closed by the server meanwhile, which says nothing of the server now: once, a new
     * one is opened in its place.
     */
    private void announce(Claimed delivery) throws SmtpRefusal, MessagingException, IOException {
        if (connection != null) {
            try {
                connected().announce(envelope(delivery));
                return;
            } catch (IOException e) {
                drop();
            } catch (SmtpRefusal refusal) {
                if (!refusal.ofTheServer()) throw refusal;
                drop();
            }
        }
        connected().announce(envelope(delivery));
    }

    /** Ends the message that was announced, and announces the next one with it when one is there. */
    private @Nullable Outgoing end(Outgoing outgoing) throws MessagingException, IOException {
        SmtpConnection open = connected();
        if (previous != null) previous.await();
        if (round.lease().ended()) throw new IOException("The lease ended: another node may be sending it");
        Outgoing next = open.pipelines() ? follower() : null;
        following.set(next);
        boolean goesOn = false;
        try {
            underWay = true;
            open.end(outgoing.message(), next == null ? null : envelope(next.delivery()));
            goesOn = taken(outgoing, open);
        } finally {
            if (!goesOn) freeFollower();
        }
        if (next == null || !goesOn) return null;
        if (following.getAndSet(null) != null) return accepted(next, open);
        drop(); // it was announced here and is now another courier's
        return null;
    }

    /** Lets another courier take what waits behind a message that the server is slow to answer for. */
    void freeFollowerIfSlow() {
        long since = busySince;
        if (since != 0 && System.nanoTime() - since > SLOW.toNanos()) freeFollower();
    }

    private void freeFollower() {
        Outgoing follower = following.getAndSet(null);
        if (follower != null) giveBack(follower.delivery());
    }

    private @Nullable Outgoing follower() {
        Claimed next = round.desk().takeAlong();
        if (next == null) return null;
        try {
            return prepared(next);
        } catch (MessagingException | IOException | RuntimeException e) {
            log.error("Delivery {} could not be written", next.id(), e);
            round.figures().trouble(e.getClass().getSimpleName());
            postpone(next, Retries.afterOurFault(next.attempts()));
            return null;
        }
    }

    /** @return whether the line is fit for another message */
    private boolean taken(Outgoing outgoing, SmtpConnection open) throws IOException {
        try {
            open.ended();
        } catch (SmtpRefusal refusal) {
            refused(outgoing.delivery(), refusal);
            return connection != null;
        }
        previous = round.recorder().sent(outgoing.delivery());
        round.line().works();
        round.figures().sent(outgoing.kind());
        return true;
    }

    private @Nullable Outgoing accepted(Outgoing next, SmtpConnection open) {
        return guarded(next.delivery(), () -> {
            open.accept();
            return next;
        });
    }

    private SmtpConnection.Envelope envelope(Claimed delivery) {
        return new SmtpConnection.Envelope(round.returnPath().of(delivery.id()), delivery.address());
    }

    private SmtpConnection connected() throws MessagingException, IOException {
        SmtpConnection open = connection;
        if (open == null) {
            open = round.server().connect();
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

    /** Off the desk first, here and below: once the row is free this node may claim it anew, and must find room for it. */
    private void postpone(Claimed delivery, Duration delay) {
        round.desk().done(List.of(delivery.id()));
        try {
            round.figures().postponed(round.deliveries().postpone(round.node(), delivery, delay));
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be postponed; its lease will end", delivery.id(), e);
        }
    }

    private void giveBack(Claimed delivery) {
        round.desk().done(List.of(delivery.id()));
        try {
            round.deliveries().release(round.node(), List.of(delivery.id()));
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be given back; its lease will end", delivery.id(), e);
        }
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
