package org.maillage.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a file really is, by its content; its name is only asked to tell a table from a text. Nothing is inflated
 * or parsed here beyond a few kilobytes: that is done in a process apart.
 */
final class FileTypes {
    // Far above any real document; a zip bomb that says its size is refused by its own table of contents.
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_TABLE = 4L << 20;
    private static final long MOST_INFLATED = 500L << 20;
    private static final int MOST_READ = 1 << 20;
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private FileTypes() {}

    /** @throws UnfitContent when {@code content} is of no type that may be attached */
    static FileType of(Path content, String typedName) throws IOException, UnfitContent {
        String found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            found = MimeTypes.getDefaultMimeTypes()
                    .detect(in, new Metadata())
                    .getBaseType()
                    .toString();
        }
        return switch (found) {
            case "application/pdf" -> pdf(content);
            case "image/jpeg", "image/png" -> picture(content, found);
            case "text/plain", "text/csv", "text/x-web-markdown" -> text(content, typedName);
            default -> zip(content, found);
        };
    }

    /**
     * What stands before {@code %PDF-} could be another file: only blanks may. A PDF that does not end was cut short; a
     * parser that mends it would hand out half a document for a whole one.
     */
    private static FileType pdf(Path content) throws IOException, UnfitContent {
        try (InputStream in = Files.newInputStream(content)) {
            String start = new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1);
            String before = start.substring(0, Math.max(0, start.indexOf("%PDF-")));
            if (!before.replace("\u00ef\u00bb\u00bf", "").isBlank()) throw new UnfitContent(Unfit.TWOFOLD);
        }
        if (ZipTail.of(content).isPresent()) throw new UnfitContent(Unfit.TWOFOLD);
        if (!tail(content).contains("%%EOF")) throw new UnfitContent(Unfit.BROKEN);
        return FileType.PDF;
    }

    /** ISO 32000-1 wants the mark of the end in the last 1,024 bytes; old machines pad files with more. */
    private static String tail(Path content) throws IOException {
        try (var file = new RandomAccessFile(content.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), 16 << 10)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1);
        }
    }

    private static FileType picture(Path content, String mediaType) throws IOException, UnfitContent {
        if (ZipTail.of(content).isPresent()) throw new UnfitContent(Unfit.TWOFOLD);
        FileType type = FileType.ofMediaType(mediaType).orElseThrow();
        var points = PictureSize.of(content, type).orElseThrow(() -> new UnfitContent(Unfit.BROKEN));
        if (points.area() > PictureSize.MOST) throw new UnfitContent(Unfit.TOO_WIDE);
        return type;
    }

    /** Plain text has no control characters; what a browser could take for a page or a program is none. */
    private static FileType text(Path content, String typedName) throws IOException, UnfitContent {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            for (int b = in.read(); b >= 0; b = in.read())
                if (b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') throw new UnfitContent(Unfit.TYPE);
        }
        try (InputStream in = Files.newInputStream(content)) {
            String start = new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (start.startsWith("#!")
                    || start.contains("<html")
                    || start.contains("<script")
                    || start.contains("<svg")) throw new UnfitContent(Unfit.TYPE);
        }
        return FileName.extension(typedName).equals("csv") ? FileType.CSV : FileType.TEXT;
    }

    /** The office documents that are zip archives; any other archive is none. */
    private static FileType zip(Path content, String found) throws IOException, UnfitContent {
        byte[] start;
        try (InputStream in = Files.newInputStream(content)) {
            start = in.readNBytes(64 << 10);
        }
        if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3)
            throw new UnfitContent(otherwise(start, found));
        var tail = ZipTail.of(content).orElseThrow(() -> new UnfitContent(Unfit.BROKEN));
        if (tail.entries() > MOST_ENTRIES || tail.tableBytes() > MOST_TABLE) throw new UnfitContent(Unfit.BOMB);
        try (var zip = new ZipFile(content.toFile())) {
            return document(zip);
        } catch (ZipException | IllegalArgumentException e) {
            throw new UnfitContent(Unfit.BROKEN); // or names in no known encoding
        }
    }

    private static FileType document(ZipFile zip) throws IOException, UnfitContent {
        long inflated = 0;
        boolean runs = false;
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            inflated += Math.max(0, entry.getSize());
            if (inflated > MOST_INFLATED) throw new UnfitContent(Unfit.BOMB);
            runs |= runs(entry.getName());
        }
        @Nullable String odf = read(zip, "mimetype", 200);
        if (odf != null) {
            FileType type = FileType.ofMediaType(odf.strip()).orElseThrow(() -> new UnfitContent(Unfit.TYPE));
            if (runs) throw new UnfitContent(Unfit.MACROS);
            return type;
        }
        @Nullable String parts = read(zip, "[Content_Types].xml", MOST_READ);
        if (parts == null) throw new UnfitContent(Unfit.ARCHIVE);
        if (runs
                || parts.contains("macroEnabled")
                || parts.contains("vbaProject")
                || parts.contains("ms-office.activeX")) throw new UnfitContent(Unfit.MACROS);
        return openXml(parts);
    }

    private static FileType openXml(String parts) throws UnfitContent {
        if (parts.contains(OOXML + "wordprocessingml.document.main+xml")) return FileType.DOCX;
        if (parts.contains(OOXML + "spreadsheetml.sheet.main+xml")) return FileType.XLSX;
        if (parts.contains(OOXML + "presentationml.presentation.main+xml")) return FileType.PPTX;
        throw new UnfitContent(Unfit.TYPE);
    }

    /** What the sender may have meant, so that the sentence tells them how to mend it. */
    private static Unfit otherwise(byte[] start, String found) {
        if (start.length > 8 && (start[0] & 0xff) == 0xD0 && (start[1] & 0xff) == 0xCF && start[2] == 0x11) {
            String names = new String(start, StandardCharsets.UTF_16LE);
            return names.contains("EncryptedPackage") ? Unfit.PASSWORD : Unfit.OLD;
        }
        return switch (found) {
            case "application/x-7z-compressed",
                    "application/x-rar-compressed",
                    "application/gzip",
                    "application/x-tar",
                    "application/x-gtar",
                    "application/x-bzip2",
                    "application/x-xz",
                    "application/zip" -> Unfit.ARCHIVE;
            case "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint" -> Unfit.OLD;
            default -> Unfit.TYPE;
        };
    }

    /** Macros: Word's and Excel's, and LibreOffice's Basic and scripts. */
    private static boolean runs(String entry) {
        String name = entry.toLowerCase(Locale.ROOT);
        return name.endsWith("vbaproject.bin")
                || name.contains("/activex/")
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
