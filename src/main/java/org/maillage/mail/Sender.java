package org.maillage.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes letters from the queue to the mail server: claims batches, keeps its couriers supplied, renews leases. Every node
 * has one; a batch belongs to one node until it is sent or its lease ends.
 */
final class Sender implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final int BATCH = 400;
    private static final int RECORDERS = 2;
    private static final Duration POLL = Duration.ofSeconds(1); // for what other nodes put in
    private static final Duration RENEWAL = Duration.ofSeconds(8);

    private final Parts parts;
    private final UUID node = UUID.randomUUID();
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Running running;

    /**
     * What a sender is made of.
     *
     * @param server null when no message can leave: letters then wait
     * @param connections most that are open at a time
     * @param rate messages a second; 0 for no limit
     */
    record Parts(
            Supplier<@Nullable SmtpUrl> server,
            String self,
            int connections,
            double rate,
            Deliveries deliveries,
            Refusals refusals,
            Postmark postmark,
            ReturnPath returnPath,
            MailFigures figures) {}

    private record Running(
            Courier.Round round,
            List<Courier> couriers,
            List<Thread> threads,
            Thread dispatcher,
            List<Thread> recorders) {}

    Sender(Parts parts) {
        this.parts = parts;
    }

    /** Says that letters were just committed. */
    void wake() {
        if (news.availablePermits() == 0) news.release();
    }

    @Override
    public void start() {
        SmtpUrl server = parts.server().get();
        if (server == null) {
            log.warn("No mail server is set (MAILLAGE_SMTP_URL): letters wait in the queue");
            return;
        }
        var desk = new Desk(parts.rate(), batch() / 2, this::wake);
        var recorder = new Recorder(parts.deliveries(), desk);
        var round = new Courier.Round(
                node,
                new SmtpServer(server, parts.self()),
                desk,
                new Line(),
                recorder,
                parts.deliveries(),
                parts.refusals(),
                parts.postmark(),
                parts.returnPath(),
                new Lease(),
                parts.figures());
        var couriers = new ArrayList<Courier>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < parts.connections(); i++) {
            var courier = new Courier(round);
            couriers.add(courier);
            threads.add(Thread.ofVirtual().name("mail-courier-" + i).start(courier));
        }
        running = new Running(
                round,
                couriers,
                threads,
                Thread.ofVirtual().name("mail-dispatcher").unstarted(() -> dispatch(round, couriers)),
                IntStream.range(0, RECORDERS)
                        .mapToObj(i ->
                                Thread.ofVirtual().name("mail-recorder-" + i).start(recorder))
                        .toList());
        running.dispatcher().start();
    }

    private void dispatch(Courier.Round round, List<Courier> couriers) {
        long renewed = System.nanoTime();
        while (!round.desk().closed()) {
            try {
                boolean more = supply(round);
                couriers.forEach(Courier::freeFollowerIfSlow);
                if (System.nanoTime() - renewed > RENEWAL.toNanos()) {
                    renew(round);
                    couriers.forEach(Courier::cutIfStalled);
                    renewed = System.nanoTime();
                }
                if (!more && news.tryAcquire(round.line().doubtful() ? 100 : POLL.toMillis(), TimeUnit.MILLISECONDS))
                    news.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("The queue of letters could not be read; trying again", e);
                parts.figures().trouble(e.getClass().getSimpleName());
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Claims what the couriers will want next. @return whether to look again at once */
    private boolean supply(Courier.Round round) {
        Desk desk = round.desk();
        if (round.line().down()) {
            parts.deliveries().release(node, desk.clear());
            return false;
        }
        int batch = round.line().doubtful() ? 1 : batch();
        if (desk.waiting() > batch / 2) {
            claim(round, Priority.NORMAL, 50); // what is urgent goes to the top of a full desk
            return false;
        }
        return claim(round, Priority.BULK, batch) == batch && desk.waiting() <= batch / 2;
    }

    /** No more than is sent within a lease. */
    private int batch() {
        return parts.rate() <= 0 ? BATCH : (int) Math.clamp(parts.rate() * 5, 1, BATCH);
    }

    private int claim(Courier.Round round, Priority last, int most) {
        long began = System.nanoTime();
        var claimed = parts.deliveries().claim(node, last, most);
        if (claimed.isEmpty()) return 0;
        if (round.desk().held().isEmpty()) round.lease().renewed(began);
        round.desk().put(claimed);
        return claimed.size();
    }

    private void renew(Courier.Round round) {
        long began = System.nanoTime();
        parts.deliveries().renew(node, round.desk().held());
        round.lease().renewed(began);
    }

    /** Ends what is under way, gives back what is not. */
    @Override
    public void stop() {
        Running ending = running;
        if (ending == null) return;
        running = null;
        var desk = ending.round().desk();
        desk.close();
        wake();
        try {
            for (Thread thread : ending.threads()) thread.join(Duration.ofSeconds(10));
            ending.couriers().forEach(Courier::cut);
            ending.round().recorder().close();
            for (Thread recorder : ending.recorders()) recorder.join(Duration.ofSeconds(10));
            ending.dispatcher().join(Duration.ofSeconds(5));
            parts.deliveries().release(node, desk.clear());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** After everything that may send in its last moments has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Whether the mail server answers, as far as is known; null when nothing can leave. */
    @Nullable
    Boolean reaches() {
        Running now = running;
        return now == null ? null : !now.round().line().doubtful();
    }
}
