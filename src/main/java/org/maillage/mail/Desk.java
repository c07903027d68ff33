package org.maillage.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Deliveries that this node has claimed and its couriers take one by one, the most urgent first, at the set pace. */
final class Desk {
    private final PriorityQueue<Claimed> waiting = new PriorityQueue<>();
    private final Set<Long> held = new HashSet<>(); // waiting, and with a courier until recorded
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final long pauseNanos;
    private final int low;
    private final Runnable onLow;
    private long nextNanos = System.nanoTime();
    private int idle; // couriers that wait in take
    private boolean closed;

    /**
     * @param rate most deliveries a second; 0 for no limit
     * @param onLow runs when no more than {@code low} deliveries wait
     */
    Desk(double rate, int low, Runnable onLow) {
        this.low = low;
        this.onLow = onLow;
        pauseNanos = rate <= 0 ? 0 : (long) (1e9 / rate);
    }

    /** Puts down what was just claimed; what is held already (its lease ended under way) is not taken twice. */
    void put(Collection<Claimed> claimed) {
        lock.lock();
        try {
            for (Claimed delivery : claimed) if (held.add(delivery.id())) waiting.add(delivery);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next delivery; null after {@code patienceNanos} without one, or at the end. */
    @Nullable
    Claimed take(long patienceNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patienceNanos;
            while (!closed) {
                long early = waiting.isEmpty() || pauseNanos == 0 ? 0 : nextNanos - System.nanoTime();
                if (!waiting.isEmpty() && early <= 0) {
                    nextNanos = Math.max(nextNanos, System.nanoTime() - pauseNanos) + pauseNanos;
                    return leaves();
                }
                if (early <= 0 && left <= 0) return null;
                idle++;
                try {
                    if (early > 0) arrived.awaitNanos(early);
                    else left = arrived.awaitNanos(left);
                } finally {
                    idle--;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next delivery for a courier that could send it together with what it holds; null unless one waits, its time has
     * come, and no other courier is free: what is urgent never queues behind a message under way.
     */
    @Nullable
    Claimed takeAlong() {
        lock.lock();
        try {
            Claimed next = waiting.peek();
            if (closed || next == null || idle > 0 || next.priority() != Priority.BULK.ordinal()) return null;
            if (pauseNanos > 0) return null;
            return leaves();
        } finally {
            lock.unlock();
        }
    }

    private Claimed leaves() {
        Claimed next = waiting.remove();
        if (waiting.size() == low) onLow.run();
        return next;
    }

    /** This node has done with it, whatever became of it. */
    void done(Collection<Long> ids) {
        lock.lock();
        try {
            held.removeAll(ids);
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    List<Long> held() {
        lock.lock();
        try {
            return new ArrayList<>(held);
        } finally {
            lock.unlock();
        }
    }

    /** Takes back everything that no courier has yet. */
    List<Long> clear() {
        lock.lock();
        try {
            var ids = waiting.stream().map(Claimed::id).toList();
            waiting.clear();
            held.removeAll(ids);
            return ids;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
