package org.maillage.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.maillage.kernel.DlaId;
import org.maillage.library.Importing.Result;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.web.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** {@code bin/import}: a node that serves nobody, imports a folder, and ends. */
@Component
@ConditionalOnProperty("maillage.import.folder")
class ImportRun implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);
    /** When this many files in a row end in an incident, it is not the files: the database is gone, or the disk full. */
    private static final int MOST_INCIDENTS = 10;

    private final Importing importing;
    private final ImportSettings settings;
    private final Network network;
    private final Languages languages;
    private final ConfigurableApplicationContext context;

    ImportRun(
            Importing importing,
            ImportSettings settings,
            Network network,
            Languages languages,
            ConfigurableApplicationContext context) {
        this.importing = importing;
        this.settings = settings;
        this.network = network;
        this.languages = languages;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        int code;
        try {
            code = run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            code = 2;
        } catch (IOException | RuntimeException e) {
            log.error("The import stopped; start it again, it goes on where it stopped", e);
            code = 1;
        }
        int exit = code;
        System.exit(SpringApplication.exit(context, () -> exit));
    }

    /** @return 0 when every file was seen to, refused ones included */
    private int run() throws IOException {
        var folder = new ImportFolder(folder());
        DlaId dla = dla();
        try (var progress = new ImportProgress(System.err, settings.report(), System.console() != null)) {
            long[] total = new long[2];
            folder.walk(new ImportFolder.Met() {
                @Override
                public void file(Path file, List<String> place, long size) {
                    total[0]++;
                    total[1] += size;
                }

                @Override
                public void other(List<String> place) {
                    total[0]++;
                }
            });
            progress.expect(total[0], total[1]);
            boolean whole = all(folder, dla, progress);
            progress.end();
            System.err.println("Refused files and why: " + settings.report().toAbsolutePath());
            if (!whole) System.err.println("The import stopped; start it again, it goes on where it stopped.");
            return whole ? 0 : 1;
        }
    }

    /** As many files at once as there are workers: what waits is a place in a folder, never a content. */
    private boolean all(ImportFolder folder, DlaId dla, ImportProgress progress) throws IOException {
        var hands = new Semaphore(settings.workers());
        var incidents = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(settings.workers())) {
            folder.walk(new ImportFolder.Met() {
                @Override
                public void file(Path file, List<String> place, long size) {
                    if (incidents.get() >= MOST_INCIDENTS) return;
                    hands.acquireUninterruptibly();
                    workers.execute(() -> {
                        try {
                            progress.met(place, size, importing.take(file, place, dla));
                            incidents.set(0);
                        } catch (RuntimeException e) {
                            if (incidents.incrementAndGet() == 1) log.error("A file could not be imported", e);
                            progress.met(place, size, incident());
                        } finally {
                            hands.release();
                        }
                    });
                }

                @Override
                public void other(List<String> place) {
                    progress.met(
                            place, 0, new Result.NotTaken(languages.french().localize("library.import.notFile")));
                }
            });
            workers.shutdown();
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) log.debug("Waiting for the last files");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return incidents.get() < MOST_INCIDENTS;
    }

    private Result incident() {
        return new Result.NotTaken(languages.french().localize("library.import.incident"));
    }

    private Path folder() {
        Path folder = Objects.requireNonNull(settings.folder()).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder))
            throw new IllegalArgumentException(folder + " is no folder that can be read");
        return folder;
    }

    private DlaId dla() {
        List<Dla> all = network.dlas();
        String asked = settings.dla();
        if ((asked == null || asked.isBlank()) && all.size() == 1)
            return all.getFirst().id();
        return all.stream()
                .map(Dla::id)
                .filter(id -> id.slug().equals(asked))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Say whose tools these are: --dla "
                        + all.stream().map(d -> d.id().slug()).collect(Collectors.joining(" | "))));
    }
}
