package org.maillage.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Real PostgreSQL binaries started beside the platform, so that one command runs the product. Its data folder is kept
 * between runs, and it ends with the platform.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    /** @throws IllegalStateException when PostgreSQL does not start, with the folder to look at */
    EmbeddedDatabase(Path folder) {
        Path data = folder.resolve("postgres").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            endOrphan(data.resolve("postmaster.pid"));
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            folder.resolve("postgres-binaries").toAbsolutePath().toFile())
                    .setRegisterShutdownHook(false) // Spring closes it, after the connections
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("listen_addresses", "localhost")
                    // The library's defaults are those of a throw-away test database; ours is kept.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("The embedded PostgreSQL did not start; its data is in " + data, e);
        }
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** A platform killed outright leaves its PostgreSQL running on the same folder: end it before starting anew. */
    private static void endOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) return;
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var orphan =
                ProcessHandle.of(pid).filter(p -> p.info().command().orElse("").contains("postgres"));
        if (orphan.isEmpty()) return;
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("PostgreSQL process " + pid + " still holds the data folder", e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
