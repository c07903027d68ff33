package org.maillage.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what was sent. One commit takes what all connections have sent since the last one, and each connection
 * waits for its previous message to be on record before it ends the next: a node killed at any instant leaves at most
 * one message a connection that was sent without being on record, and so may be doubled. Two threads run it: one gathers
 * while the other waits for the disk.
 */
final class Recorder implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final LinkedBlockingQueue<Ticket> sent = new LinkedBlockingQueue<>();
    private final Deliveries deliveries;
    private final Desk desk;
    private volatile boolean closing;

    Recorder(Deliveries deliveries, Desk desk) {
        this.deliveries = deliveries;
        this.desk = desk;
    }

    /** A message that the server has taken, on its way to the record. */
    static final class Ticket {
        private final long id;
        private final Thread courier = Thread.currentThread();
        private volatile boolean recorded;

        private Ticket(long id) {
            this.id = id;
        }

        /** Waits until it is on record. @throws IOException when the database does not answer */
        void await() throws IOException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!recorded) {
                if (System.nanoTime() - end > 0) throw new IOException("What was sent could not be recorded");
                LockSupport.parkNanos(this, PATIENCE.toNanos());
                if (Thread.interrupted()) throw new IOException("Interrupted");
            }
        }

        private void done() {
            recorded = true;
            LockSupport.unpark(courier);
        }
    }

    /** Called by a courier, right after the server's answer to the final dot. */
    Ticket sent(Claimed delivery) {
        var ticket = new Ticket(delivery.id());
        sent.add(ticket);
        return ticket;
    }

    @Override
    public void run() {
        var batch = new ArrayList<Ticket>();
        try {
            while (!closing || !sent.isEmpty()) {
                Ticket first = sent.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) continue;
                batch.add(first);
                sent.drainTo(batch);
                record(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it succeeds: what was sent is a fact, and nobody else knows it. */
    private void record(List<Ticket> batch) throws InterruptedException {
        var ids = batch.stream().map(ticket -> ticket.id).toList();
        while (true) {
            try {
                deliveries.sent(ids);
                break;
            } catch (RuntimeException e) {
                log.error("{} sent messages could not be recorded; trying again", ids.size(), e);
                Thread.sleep(100);
            }
        }
        batch.forEach(Ticket::done);
        desk.done(ids);
    }

    /** Ends once everything sent is on record. */
    void close() {
        closing = true;
    }
}
