package org.maillage.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.maillage.files.apart.Answer;
import org.maillage.files.apart.Apart;
import org.maillage.files.apart.Outcome;
import org.maillage.files.apart.Task;

/**
 * The other end of {@link Apart}: starts it when there is something to ask, asks one thing at a time, kills it when an
 * answer is late, and lets it go after a minute without work.
 */
class ProcessApart implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    private static final int OUT_OF_MEMORY = 3;

    private final int memory;
    private final Duration longest;
    private final ScheduledExecutorService janitor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("files-janitor").factory());
    private volatile @Nullable Running running;
    private long lastAsked;

    /** A process and the two ends of its pipe. */
    private record Running(Process process, DataOutputStream out, DataInputStream in) {}

    /**
     * @param memory heap, in megabytes
     * @param longest time for one answer
     */
    ProcessApart(int memory, Duration longest) {
        this.memory = memory;
        this.longest = longest;
        janitor.scheduleWithFixedDelay(this::letGoWhenIdle, 20, 20, TimeUnit.SECONDS);
    }

    /** Never throws for what the file does to the process: that is an outcome too. */
    synchronized Answer ask(Task task, FileType type, Path path) {
        lastAsked = System.nanoTime();
        Running at = running;
        if (at == null || !at.process.isAlive()) {
            at = start();
            running = at;
        }
        Running asked = at;
        var answer = new CompletableFuture<Answer>();
        Thread.ofVirtual().start(() -> {
            try {
                asked.out.writeUTF(task.name());
                asked.out.writeUTF(type.name());
                asked.out.writeUTF(path.toAbsolutePath().toString());
                asked.out.flush();
                answer.complete(Answer.read(asked.in));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        return await(answer, asked);
    }

    private Answer await(CompletableFuture<Answer> answer, Running asked) {
        try {
            Answer given = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            lastAsked = System.nanoTime();
            return given;
        } catch (TimeoutException e) {
            stop();
            return Answer.of(Outcome.TIME);
        } catch (ExecutionException e) {
            boolean swollen = exitCode(asked.process) == OUT_OF_MEMORY;
            stop();
            return Answer.of(swollen ? Outcome.MEMORY : Outcome.CRASHED);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            return Answer.of(Outcome.CRASHED);
        }
    }

    /** The process, while there is one. */
    Optional<ProcessHandle> handle() {
        Running at = running;
        return at == null || !at.process.isAlive() ? Optional.empty() : Optional.of(at.process.toHandle());
    }

    private synchronized void letGoWhenIdle() {
        if (running != null && System.nanoTime() - lastAsked > IDLE.toNanos()) stop();
    }

    private synchronized void stop() {
        Running at = running;
        running = null;
        if (at != null) at.process.destroyForcibly();
    }

    @Override
    public void close() {
        janitor.shutdownNow();
        stop();
    }

    private Running start() {
        var builder = new ProcessBuilder(command());
        builder.environment().clear(); // it needs no setting, and none of our secrets
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            return new Running(
                    process,
                    new DataOutputStream(new BufferedOutputStream(process.getOutputStream())),
                    new DataInputStream(new BufferedInputStream(process.getInputStream())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The process that reads documents does not start", e);
        }
    }

    /** The same Java and the same classes as this process, whichever way it was started. */
    private List<String> command() {
        String classes = System.getProperty("java.class.path");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes));
        if (isFatJar()) {
            command.add("-Dloader.main=" + Apart.class.getName());
            command.add(LAUNCHER);
        } else command.add(Apart.class.getName());
        command.add(Long.toString(longest.plusSeconds(10).toMillis()));
        return command;
    }

    private static boolean isFatJar() {
        try {
            Class.forName(LAUNCHER, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
