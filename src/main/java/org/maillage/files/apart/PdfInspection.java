package org.maillage.files.apart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through every object of a PDF, compressed ones included, for what runs something or carries other files. What
 * PDFBox cannot read cannot be checked, and is refused.
 */
final class PdfInspection {
    private static final int DEEPEST = 64;
    /** Actions of ISO 32000-1, table 198, that do more than lead the reader somewhere. */
    private static final Set<String> ACTIONS =
            Set.of("JavaScript", "Launch", "ImportData", "Rendition", "RichMediaExecute", "Movie", "Sound");

    private static final Set<String> ANNOTATIONS = Set.of("RichMedia", "Movie", "Screen", "Sound", "3D");
    /** Invoices that a machine reads carry their figures this way: Factur-X and its kin hold XML, nothing that runs. */
    private static final Set<String> INVOICES =
            Set.of("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml");

    private PdfInspection() {}

    static Outcome of(Path path) throws IOException {
        try (PDDocument pdf = Pdf.open(path)) {
            if (pdf.getNumberOfPages() == 0) return Outcome.BROKEN;
            var cos = pdf.getDocument();
            Outcome found = of(cos.getTrailer(), 0);
            if (found != null) return found;
            for (COSObjectKey key : cos.getXrefTable().keySet().toArray(COSObjectKey[]::new)) {
                var object = cos.getObjectFromPool(key);
                found = object == null ? null : of(object.getObject(), 0);
                if (found != null) return found;
            }
            return Outcome.DONE;
        } catch (InvalidPasswordException e) {
            return Outcome.PASSWORD;
        }
    }

    /** What {@code base} itself holds; what it refers to has its own turn. */
    private static @Nullable Outcome of(@Nullable COSBase base, int depth) {
        if (depth > DEEPEST) return Outcome.BROKEN; // no real document nests so deep
        if (base instanceof COSDictionary dictionary) return of(dictionary, depth);
        if (base instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                Outcome found = of(array.get(i), depth + 1);
                if (found != null) return found;
            }
        }
        return null;
    }

    private static @Nullable Outcome of(COSDictionary dictionary, int depth) {
        String action = dictionary.getNameAsString(COSName.S);
        if (action != null && ACTIONS.contains(action)) return Outcome.SCRIPTS;
        String subtype = dictionary.getNameAsString(COSName.SUBTYPE);
        if (subtype != null && ANNOTATIONS.contains(subtype)) return Outcome.SCRIPTS;
        if (dictionary.containsKey(COSName.JS)
                || dictionary.containsKey(COSName.getPDFName("JavaScript"))
                || dictionary.containsKey(COSName.getPDFName("XFA"))) return Outcome.SCRIPTS;
        if (dictionary.containsKey(COSName.EF) && !invoice(dictionary)) return Outcome.ATTACHED;
        for (COSBase value : dictionary.getValues()) {
            Outcome found = of(value, depth + 1);
            if (found != null) return found;
        }
        return null;
    }

    private static boolean invoice(COSDictionary attached) {
        String name = attached.getString(COSName.UF, attached.getString(COSName.F, ""));
        return INVOICES.contains(name.toLowerCase(java.util.Locale.ROOT));
    }
}
