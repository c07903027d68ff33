package org.maillage.library;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.maillage.library.Importing.Result;

/** What an operator sees while it runs, and the report that stays: one line of CSV for each refused file. */
final class ImportProgress implements AutoCloseable {
    private static final long EVERY = 1_000_000_000;
    private final PrintStream out;
    private final Writer report;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private long shown;
    private long files;
    private long bytes;
    private long seen;
    private long read;
    private int taken;
    private int doubles;
    private int known;
    private int refused;

    ImportProgress(PrintStream out, Path report, boolean terminal) throws IOException {
        this.out = out;
        this.terminal = terminal;
        this.report = Files.newBufferedWriter(report, StandardCharsets.UTF_8);
        this.report.write("\ufefffichier;raison\n"); // a table program then reads it as UTF-8
    }

    void expect(long files, long bytes) {
        this.files = files;
        this.bytes = bytes;
        out.printf(Locale.ROOT, "%d files, %.1f MB%n", files, bytes / 1e6);
    }

    synchronized void met(List<String> place, long size, Result result) {
        seen++;
        read += size;
        switch (result) {
            case Result.Taken t -> taken++;
            case Result.Double d -> doubles++;
            case Result.Known k -> known++;
            case Result.NotTaken(String sentence) -> {
                refused++;
                write(String.join("/", place), sentence);
            }
        }
        long now = System.nanoTime();
        if (now - shown < EVERY) return;
        shown = now;
        show(terminal ? "\r" : "", terminal ? "" : "\n");
    }

    private void show(String before, String after) {
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s%d of %d files (%d %%), %.0f of %.0f MB, %.0f files/s: %d taken, %d doubles, %d known, %d refused   %s",
                before,
                seen,
                files,
                files == 0 ? 100 : 100 * seen / files,
                read / 1e6,
                bytes / 1e6,
                seen / seconds,
                taken,
                doubles,
                known,
                refused,
                after);
        out.flush();
    }

    /** The last line, made to be read by a script too. */
    synchronized void end() {
        show(terminal ? "\r" : "", "\n");
        out.printf(
                Locale.ROOT,
                "files=%d taken=%d doubles=%d known=%d refused=%d seconds=%.1f%n",
                seen,
                taken,
                doubles,
                known,
                refused,
                (System.nanoTime() - began) / 1e9);
    }

    private void write(String path, String sentence) {
        try {
            report.write(cell(path) + ";" + cell(sentence) + "\n");
            report.flush(); // it is there whenever the import is stopped
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that a table program would compute is shown, not computed. */
    private static String cell(String text) {
        String shown = text.replaceAll("[\\p{Cntrl}]", " ");
        if (!shown.isEmpty() && "=+-@".indexOf(shown.charAt(0)) >= 0) shown = "'" + shown;
        return '"' + shown.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        report.close();
    }
}
