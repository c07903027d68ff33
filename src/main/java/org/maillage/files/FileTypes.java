package org.maillage.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** Tells what a file really is, by its content; its name is only asked to tell a table from a text. */
final class FileTypes {
    // Far above any real document; a zip bomb is refused by its own table of contents, nothing of it is inflated.
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_INFLATED = 500L << 20;
    private static final int MOST_READ = 1 << 20;
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private FileTypes() {}

    /** The type of {@code content}; empty when it is none that may be attached. */
    static Optional<FileType> of(Path content, String typedName) throws IOException {
        String found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            found = MimeTypes.getDefaultMimeTypes()
                    .detect(in, new Metadata())
                    .getBaseType()
                    .toString();
        }
        return switch (found) {
            case "application/pdf", "image/jpeg", "image/png" -> FileType.ofMediaType(found);
            case "text/plain", "text/csv", "text/x-web-markdown" -> text(content, typedName);
            default -> zip(content);
        };
    }

    /** Plain text has no control characters; what a browser could take for a page or a program is none. */
    private static Optional<FileType> text(Path content, String typedName) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            for (int b = in.read(); b >= 0; b = in.read())
                if (b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(content)) {
            String start = new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (start.startsWith("#!")
                    || start.contains("<html")
                    || start.contains("<script")
                    || start.contains("<svg")) return Optional.empty();
        }
        return Optional.of(FileName.extension(typedName).equals("csv") ? FileType.CSV : FileType.TEXT);
    }

    /** The office documents that are zip archives; any other archive is none. */
    private static Optional<FileType> zip(Path content) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            byte[] start = in.readNBytes(4);
            if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3) return Optional.empty();
        }
        try (var zip = new ZipFile(content.toFile())) {
            if (zip.size() > MOST_ENTRIES) return Optional.empty();
            long inflated = 0;
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                inflated += Math.max(0, entry.getSize());
                if (inflated > MOST_INFLATED || runs(entry.getName())) return Optional.empty();
            }
            @Nullable String odf = read(zip, "mimetype", 200);
            if (odf != null) return FileType.ofMediaType(odf.strip());
            @Nullable String parts = read(zip, "[Content_Types].xml", MOST_READ);
            return parts == null ? Optional.empty() : openXml(parts);
        } catch (ZipException | IllegalArgumentException e) {
            return Optional.empty(); // broken, or names in no known encoding
        }
    }

    private static Optional<FileType> openXml(String parts) {
        if (parts.contains("macroEnabled") || parts.contains("vbaProject")) return Optional.empty();
        if (parts.contains(OOXML + "wordprocessingml.document.main+xml")) return Optional.of(FileType.DOCX);
        if (parts.contains(OOXML + "spreadsheetml.sheet.main+xml")) return Optional.of(FileType.XLSX);
        if (parts.contains(OOXML + "presentationml.presentation.main+xml")) return Optional.of(FileType.PPTX);
        return Optional.empty();
    }

    /** Macros: Word's and Excel's, and LibreOffice's Basic and scripts. */
    private static boolean runs(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        return name.endsWith("vbaproject.bin")
                || name.startsWith("scripts/") && !name.endsWith("/")
                || name.startsWith("basic/") && !name.endsWith("/");
    }

    private static @Nullable String read(ZipFile zip, String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) return null;
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }
}
