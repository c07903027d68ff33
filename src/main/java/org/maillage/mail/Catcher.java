package org.maillage.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.Demonstration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The demonstration's mail server: takes every message over real SMTP on this machine and keeps the last ones in memory,
 * for {@code /boite-aux-lettres} and for tests.
 */
@Component
@Demonstration
public class Catcher implements SmartLifecycle, SimpleMessageListener {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int BIGGEST = 25 * 1024 * 1024;
    private final Deque<CaughtMessage> messages = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Arrivals arrivals;
    private final Clock clock;
    private long bytes;
    private long number;
    private @Nullable SMTPServer server;

    Catcher(Arrivals arrivals, Clock clock) {
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Override
    public void start() {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .simpleMessageListener(this)
                .maxConnections(64)
                .maxMessageSize(BIGGEST)
                .build();
        server.start();
    }

    @Override
    public void stop() {
        if (server != null) server.stop();
        server = null;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Before the sender, which needs its port. */
    @Override
    public int getPhase() {
        return -10;
    }

    SmtpUrl url() {
        if (server == null) throw new IllegalStateException("The catcher is not started");
        return new SmtpUrl("127.0.0.1", server.getPortAllocated(), SmtpUrl.Tls.NONE, "", "");
    }

    @Override
    public boolean accept(String from, String recipient) {
        return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws TooMuchDataException, IOException {
        byte[] raw = data.readAllBytes();
        keep(from, recipient, raw);
        arrivals.receive(recipient, raw);
    }

    private void keep(String from, String recipient, byte[] raw) {
        lock.lock();
        try {
            messages.addFirst(CaughtMessage.read(++number, clock.instant(), from, recipient, raw));
            bytes += raw.length;
            while (messages.size() > MOST || (bytes > MOST_BYTES && messages.size() > 1))
                bytes -= messages.removeLast().raw().length;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All that are kept and satisfy {@code condition}, the latest first. */
    public List<CaughtMessage> find(Predicate<CaughtMessage> condition) {
        lock.lock();
        try {
            return messages.stream().filter(condition).toList();
        } finally {
            lock.unlock();
        }
    }

    /** All that are kept for this recipient, the latest first. */
    public List<CaughtMessage> to(String address) {
        return find(message -> message.recipient().equalsIgnoreCase(address));
    }

    /** The one with this number, if it is still kept. */
    public Optional<CaughtMessage> numbered(long wanted) {
        return find(message -> message.number() == wanted).stream().findFirst();
    }

    /**
     * Waits for a message to {@code address}: the latest, if it is there already.
     *
     * @throws NoSuchElementException when none comes within ten seconds
     */
    public CaughtMessage await(String address) {
        return await(message -> message.recipient().equalsIgnoreCase(address), 1)
                .getFirst();
    }

    /**
     * Waits until at least {@code count} messages satisfy {@code condition}.
     *
     * @return them, the latest first
     * @throws NoSuchElementException when they have not come within ten seconds
     */
    public List<CaughtMessage> await(Predicate<CaughtMessage> condition, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        lock.lock();
        try {
            while (true) {
                var found = new ArrayList<>(messages.stream().filter(condition).toList());
                if (found.size() >= count) return found;
                long left = end - System.nanoTime();
                if (left <= 0)
                    throw new NoSuchElementException("Only " + found.size() + " of " + count + " messages came");
                if (arrived.awaitNanos(left) <= 0) continue; // looks once more, then says what is missing
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Those whose recipient or subject holds {@code words}, the latest first. */
    List<CaughtMessage> search(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return find(message -> message.recipient().toLowerCase(Locale.ROOT).contains(wanted)
                || message.subject().toLowerCase(Locale.ROOT).contains(wanted));
    }
}
