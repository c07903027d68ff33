package org.maillage.files.apart;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Opens PDF documents, with what they decode kept on the disk rather than in memory. */
final class Pdf {
    private Pdf() {}

    static PDDocument open(Path path) throws IOException {
        return Loader.loadPDF(path.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
    }
}
