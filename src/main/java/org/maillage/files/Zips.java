package org.maillage.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.maillage.platform.Paris;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Hands out several files as one zip, made as it leaves: of the largest selection, one piece is in memory. */
@Component
public class Zips {
    private final Files files;
    private final Clock clock;

    Zips(Files files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * @param folder where it stands in the archive, such as a tool's title; empty for the top
     * @param file the caller has checked who may read it
     */
    public record Item(String folder, StoredFile file) {}

    /**
     * Answers with the archive. A file that leaves meanwhile ends the answer short, which the browser reports.
     *
     * @param name without its ending
     */
    public void send(List<Item> items, String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(FileName.shown(name) + ".zip", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        if ("HEAD".equals(request.getMethod())) return;
        Set<String> taken = new HashSet<>();
        try (var zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
            for (Item item : items) {
                var entry = new ZipEntry(unique(path(item), taken));
                entry.setTimeLocal(clock.instant().atZone(Paris.ZONE).toLocalDateTime());
                // Documents and pictures are compressed already: doing it again costs time and gains nothing.
                boolean plain =
                        item.file().type() == FileType.TEXT || item.file().type() == FileType.CSV;
                zip.setLevel(plain ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
                zip.putNextEntry(entry);
                files.write(item.file(), zip);
                zip.closeEntry();
            }
        }
    }

    private static String path(Item item) {
        return item.folder().isBlank()
                ? item.file().name()
                : FileName.shown(item.folder()) + "/" + item.file().name();
    }

    /** {@code a.pdf}, then {@code a (2).pdf}: also where the reader's disk holds capitals for the same letters. */
    static String unique(String path, Set<String> taken) {
        int dot = path.lastIndexOf('.');
        String stem = dot < 0 ? path : path.substring(0, dot);
        String ending = dot < 0 ? "" : path.substring(dot);
        String unique = path;
        for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) unique = stem + " (" + n + ")" + ending;
        return unique;
    }
}
