package org.maillage.files.apart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks for what a document may not hold, by really reading it. */
final class Inspection {
    /** What a document may inflate to, counted while it does: its own table of contents may lie. */
    private static final long MOST_INFLATED = 500L << 20;

    private static final int MOST_RELATIONS = 4 << 20;

    private Inspection() {}

    static Outcome of(Path path, String type) throws IOException {
        return switch (type) {
            case "PDF" -> PdfInspection.of(path);
            case "ODT", "ODS", "ODP", "DOCX", "XLSX", "PPTX" -> zip(path);
            default -> Outcome.DONE;
        };
    }

    private static Outcome zip(Path path) throws IOException {
        long inflated = 0;
        byte[] buffer = new byte[64 << 10];
        try (var zip = new ZipFile(path.toFile())) {
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".rels") && fetches(zip, entry)) return Outcome.ELSEWHERE;
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        inflated += n;
                        if (inflated > MOST_INFLATED) return Outcome.BOMB;
                    }
                }
            }
        }
        return Outcome.DONE;
    }

    /** A template, a frame or an object that Word would fetch by itself; links that a reader follows are welcome. */
    private static boolean fetches(ZipFile zip, ZipEntry relations) throws IOException {
        String text;
        try (InputStream in = zip.getInputStream(relations)) {
            text = new String(in.readNBytes(MOST_RELATIONS), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        }
        for (String relation : text.split("<relationship ", -1)) {
            if (!relation.contains("targetmode=\"external\"") && !relation.contains("targetmode='external'")) continue;
            // A template on the author's own disk is a trace of how the document was made: it reaches nobody else's.
            boolean remote = relation.contains("http:")
                    || relation.contains("https:")
                    || relation.contains("ftp:")
                    || relation.contains("mhtml:")
                    || relation.contains("\\\\")
                    || relation.contains("file://");
            if (remote
                    && (relation.contains("/attachedtemplate")
                            || relation.contains("/oleobject")
                            || relation.contains("/frame")
                            || relation.contains("/subdocument"))) return true;
        }
        return false;
    }
}
