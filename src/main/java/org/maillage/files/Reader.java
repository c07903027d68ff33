package org.maillage.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.maillage.files.apart.Answer;
import org.maillage.files.apart.Outcome;
import org.maillage.files.apart.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the contents that wait, one at a time, in a process apart. No transaction is open while a content is read. */
@Component
class Reader implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Reader.class);
    private static final int MOST_PREVIEW = 1 << 20;
    private final Readings readings;
    private final Files files;
    private final ProcessApart apart;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    @org.springframework.beans.factory.annotation.Autowired
    Reader(
            Readings readings,
            Files files,
            ReadingSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this(readings, files, new ProcessApart(settings.memory(), settings.longest()), transaction, events);
    }

    Reader(
            Readings readings,
            Files files,
            ProcessApart apart,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.readings = readings;
        this.files = files;
        this.apart = apart;
        this.transaction = transaction;
        this.events = events;
    }

    /** Reads until nothing waits, or until {@code enough} says so. @return how many contents were taken up */
    int run(BooleanSupplier enough) {
        int read = 0;
        while (!enough.getAsBoolean()) {
            Optional<Readings.Claimed> claimed = readings.claim();
            if (claimed.isEmpty()) break;
            read(claimed.get());
            read++;
        }
        return read;
    }

    private void read(Readings.Claimed claimed) {
        Optional<Long> size = readings.size(claimed.digest());
        if (size.isEmpty()) return; // its row left with it
        try {
            Path spool = java.nio.file.Files.createTempFile("maillage-", ".reading");
            try {
                try (var out = java.nio.file.Files.newOutputStream(spool)) {
                    files.write(new StoredFile(new UUID(0, 0), "", claimed.type(), size.get(), claimed.digest()), out);
                }
                // What harmed the process once would do it again.
                if (text(claimed, spool)) preview(claimed, spool);
            } finally {
                java.nio.file.Files.deleteIfExists(spool);
            }
        } catch (IOException e) {
            log.warn("A content could not be laid on the disk to be read", e);
            readings.postpone(claimed, Duration.ofMinutes(5));
        }
    }

    /** @return whether the content is a docile one */
    private boolean text(Readings.Claimed claimed, Path spool) {
        Answer answer =
                claimed.type().hasText() ? apart.ask(Task.TEXT, claimed.type(), spool) : Answer.of(Outcome.NOTHING);
        switch (answer.outcome()) {
            case DONE -> {
                String text = new String(answer.content(), StandardCharsets.UTF_8).replace("\0", "");
                over(claimed, text.isBlank() ? ReadingState.NO_TEXT : ReadingState.DONE, text, answer.shortened());
            }
            case NOTHING -> over(claimed, ReadingState.NO_TEXT, "", false);
            case TIME, CRASHED -> {
                // The machine may have been busy, or the process the wrong one to kill: it has other chances.
                if (claimed.attempt() < Readings.MOST_ATTEMPTS)
                    readings.postpone(claimed, Duration.ofMinutes(claimed.attempt()));
                else over(claimed, ReadingState.UNREADABLE, "", false);
            }
            case MEMORY, BROKEN, PASSWORD, BOMB, MACROS, ELSEWHERE, SCRIPTS, ATTACHED ->
                over(claimed, ReadingState.UNREADABLE, "", false);
        }
        return answer.outcome() == Outcome.DONE || answer.outcome() == Outcome.NOTHING;
    }

    private void over(Readings.Claimed claimed, ReadingState state, String text, boolean shortened) {
        transaction.executeWithoutResult(t -> {
            if (readings.over(claimed, state, text, shortened) && state == ReadingState.DONE)
                events.publishEvent(new FileTextExtracted(claimed.digest()));
        });
    }

    /** A comfort: whatever goes wrong, the file just has no picture. */
    private void preview(Readings.Claimed claimed, Path spool) {
        if (!claimed.type().hasPreview() || readings.hasPreview(claimed.digest())) return;
        Answer picture = apart.ask(Task.PREVIEW, claimed.type(), spool);
        if (picture.outcome() != Outcome.DONE || picture.content().length > MOST_PREVIEW) return;
        if (picture.width() < 1 || picture.width() > 1000 || picture.height() < 1 || picture.height() > 1000) return;
        readings.keepPreview(claimed, picture);
    }

    @Override
    public void destroy() {
        apart.close();
    }
}
