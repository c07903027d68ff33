package org.maillage.files.apart;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The process apart: reads requests on its standard input, answers on its standard output, one file at a time. It ends
 * with the process that started it, whichever way that one ends, and itself when one file takes too long.
 */
public final class Apart {
    private static volatile long began;

    private Apart() {}

    /** @param args longest time that one file may take, in milliseconds */
    public static void main(String[] args) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err); // what a parser prints is no answer
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) root.setLevel(Level.OFF);
        watch(Long.parseLong(args[0]));
        while (true) {
            Task task;
            String type;
            Path path;
            try {
                task = Task.valueOf(in.readUTF());
                type = in.readUTF();
                path = Path.of(in.readUTF());
            } catch (EOFException e) {
                return;
            }
            began = System.nanoTime();
            answer(task, type, path).write(out);
            began = 0;
        }
    }

    private static Answer answer(Task task, String type, Path path) {
        try {
            return switch (task) {
                case INSPECT -> Answer.of(Inspection.of(path, type));
                case TEXT -> TextOf.file(path, type);
                case PREVIEW -> PreviewOf.file(path, type);
            };
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Answer.of(Outcome.BROKEN); // parsers throw whatever they like; memory alone ends the process
        }
    }

    /** The other process kills this one in time; when it cannot, because it died itself, this one ends alone. */
    private static void watch(long mostMillis) {
        var parent = ProcessHandle.current().parent();
        Thread watch = new Thread(() -> {
            while (true) {
                long since = began;
                boolean late = since != 0 && System.nanoTime() - since > mostMillis * 1_000_000;
                if (late || parent.map(p -> !p.isAlive()).orElse(true))
                    Runtime.getRuntime().halt(4);
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}
