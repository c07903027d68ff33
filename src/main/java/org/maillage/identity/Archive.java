package org.maillage.identity;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import tools.jackson.databind.json.JsonMapper;

/** A zip that is written as it is sent. Its names open on any machine and stay in the folder where it is unpacked. */
final class Archive implements AutoCloseable {
    private final ZipOutputStream zip;
    private final Files files;
    private final JsonMapper json;
    private final Set<String> taken = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();

    Archive(OutputStream out, Files files, JsonMapper json) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.files = files;
        this.json = json;
    }

    /**
     * @param path in the archive
     * @param about what the module called it
     */
    record Entry(String path, String about) {}

    /** What was written until now. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Where one module's data go. */
    PersonalData.Into folder(String name) {
        String folder = safe(name);
        return new PersonalData.Into() {
            @Override
            public void record(String recordName, Object record) {
                byte[] text = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(record);
                put(folder + "/" + safe(recordName), ".json", recordName, out -> out.write(text));
            }

            @Override
            public void file(StoredFile file) {
                String fileName = safe(file.name());
                int dot = fileName.lastIndexOf('.');
                String ending = dot < 1 ? "" : fileName.substring(dot);
                String stem = dot < 1 ? fileName : fileName.substring(0, dot);
                put(folder + "/" + stem, ending, "", out -> files.write(file, out));
            }
        };
    }

    /** Puts a text at the root. */
    void text(String name, String text) {
        put(safe(name), ".txt", "", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private void put(String stem, String ending, String about, Content content) {
        String path = stem + ending;
        // Windows takes two names for one when only their case differs.
        for (int n = 2; !taken.add(path.toLowerCase(Locale.ROOT)); n++) path = stem + " (" + n + ")" + ending;
        try {
            zip.putNextEntry(new ZipEntry(path));
            content.to(zip);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.add(new Entry(path, about));
    }

    /** One name of a file: no path, no character that hides, turns the reading direction or means something to a system. */
    private static String safe(String name) {
        String kept = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{M}\\p{N} ._()’-]", "-")
                .replaceAll("^[. -]+|[. ]+$", "");
        if (kept.codePointCount(0, kept.length()) > 100) kept = kept.substring(0, kept.offsetByCodePoints(0, 100));
        return kept.isEmpty() ? "sans-nom" : kept;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
