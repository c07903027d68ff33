package org.maillage.files;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;

/** Small files of every kind, true and false, and the hostile ones. */
public final class Samples {
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
            ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="%s"/></Types>""";

    private Samples() {}

    /** What is done to a document before it is saved. */
    interface Change {
        void to(PDDocument pdf) throws IOException;
    }

    public static byte[] pdf(String text) {
        return pdf(text, pdf -> {});
    }

    static byte[] pdf(String text, Change change) {
        try (var pdf = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            try (var pen = new PDPageContentStream(pdf, page)) {
                pen.beginText();
                pen.setFont(new PDType1Font(FontName.HELVETICA), 18);
                pen.newLineAtOffset(60, 760);
                pen.showText(text);
                pen.endText();
            }
            change.to(pdf);
            return saved(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Alerts when opened; the action lies in a compressed stream, where no search through the bytes would find it. */
    static byte[] pdfWithJavaScript() {
        return pdf("x", pdf -> pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')")));
    }

    static byte[] pdfThatLaunches() {
        return pdf("x", pdf -> {
            var launch = new PDActionLaunch();
            launch.setF("calc.exe");
            pdf.getDocumentCatalog().setOpenAction(launch);
        });
    }

    static byte[] pdfWithForm() {
        return pdf("x", pdf -> {
            var form = new COSDictionary();
            form.setItem(COSName.getPDFName("XFA"), new COSDictionary());
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
        });
    }

    static byte[] pdfThatCarries(String name) {
        return pdf("x", pdf -> {
            var content =
                    new PDEmbeddedFile(pdf, new java.io.ByteArrayInputStream("<x/>".getBytes(StandardCharsets.UTF_8)));
            var file = new PDComplexFileSpecification();
            file.setFile(name);
            file.setFileUnicode(name);
            file.setEmbeddedFile(content);
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(java.util.Map.of(name, file));
            var names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            pdf.getDocumentCatalog().setNames(names);
        });
    }

    static byte[] pdfWithPassword(String toOpen) {
        return pdf("secret", pdf -> {
            var policy = new StandardProtectionPolicy("owner", toOpen, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            pdf.protect(policy);
        });
    }

    static byte[] scannedPdf() {
        return pdf("", pdf -> {
            try (var pen =
                    new PDPageContentStream(pdf, pdf.getPage(0), PDPageContentStream.AppendMode.OVERWRITE, true)) {
                pen.drawImage(LosslessFactory.createFromImage(pdf, image(200, 280)), 0, 0, 595, 842);
            }
        });
    }

    /** A page whose drawing goes on for hours: a few hundred kilobytes that inflate to {@code megabytes} of moves. */
    static byte[] endlessPdf(int megabytes) {
        return drawing("q 1 0 0 1 0 0 cm Q\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII), megabytes);
    }

    /** A page whose drawing holds one word of {@code megabytes}: whoever reads it needs that much memory. */
    static byte[] swellingPdf(int megabytes) {
        byte[] letters = new byte[1 << 20];
        java.util.Arrays.fill(letters, (byte) 'a');
        return pdf("x", pdf -> drawing(pdf, "BT /F1 12 Tf (".getBytes(StandardCharsets.US_ASCII), letters, megabytes));
    }

    private static byte[] drawing(byte[] again, int megabytes) {
        return pdf("x", pdf -> drawing(pdf, new byte[0], again, megabytes * (1 << 20) / again.length));
    }

    private static void drawing(PDDocument pdf, byte[] first, byte[] again, int times) throws IOException {
        var stream = new PDStream(pdf);
        // Deflated here, as it is written: PDFBox would hold all of it first.
        stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
        try (OutputStream out = new DeflaterOutputStream(stream.getCOSObject().createRawOutputStream())) {
            out.write(first);
            for (int i = 0; i < times; i++) out.write(again);
        }
        pdf.getPage(0).setContents(stream);
    }

    private static byte[] saved(PDDocument pdf) throws IOException {
        var out = new ByteArrayOutputStream();
        pdf.save(out);
        return out.toByteArray();
    }

    public static byte[] docx() {
        return docx("Diagnostic partagé d’une ressourcerie");
    }

    public static byte[] docx(String text) {
        return docx(text, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
    }

    private static byte[] docx(String text, String relations) {
        return zip(
                "[Content_Types].xml",
                TYPES.formatted(OOXML + "document.main+xml"),
                "_rels/.rels",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""",
                "word/_rels/document.xml.rels",
                relations,
                "word/document.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>""".formatted(text));
    }

    /** Fetches its template from elsewhere when it is opened. */
    static byte[] docxFromElsewhere() {
        return docx("x", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
                Target="https://example.org/modele.dotm" TargetMode="External"/></Relationships>""");
    }

    static byte[] docm() {
        return zip(
                "[Content_Types].xml",
                TYPES.formatted("application/vnd.ms-word.document.macroEnabled.main+xml"),
                "word/vbaProject.bin",
                "x");
    }

    static byte[] odt() {
        return odt("Plan d’accompagnement");
    }

    static byte[] odt(String text) {
        return zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>%s</text:p></office:text></office:body></office:document-content>""".formatted(text));
    }

    static byte[] odtWithMacro() {
        return zip("mimetype", "application/vnd.oasis.opendocument.text", "Basic/Standard/Module1.xml", "Sub Main");
    }

    /** Ten entities, each ten times the one before: a billion laughs. */
    static byte[] odtThatLaughs() {
        var entities = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"rire \">");
        for (int i = 1; i < 10; i++)
            entities.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        return zip(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                "<?xml version=\"1.0\"?>" + entities + "]><x>&l9;</x>");
    }

    static BufferedImage image(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x1f5c46));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillOval(width / 4, height / 4, width / 2, height / 2);
        pen.dispose();
        return image;
    }

    static byte[] picture(String format, int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(width, height), format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] png() {
        return picture("png", 40, 30);
    }

    /** A header that announces 60,000 by 60,000 points, in 57 bytes. */
    static byte[] hugePng() {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(60_000)
                .putInt(60_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(57)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** The first bytes of an old Word document, or of one that a password protects. */
    static byte[] ole(String stream) {
        byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(1024)
                .put(new byte[] {
                    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
                })
                .position(640)
                .put(name)
                .array();
    }

    static byte[] zip(String... namesAndTexts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An ODT whose content would fill 600 MB: a few hundred kilobytes on the wire. */
    static byte[] bomb() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("content.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 600; i++) zip.write(zeros);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The same bomb in a DOCX, whose table of contents says that it is small. */
    static byte[] lyingBomb() {
        byte[] bomb = bomb();
        byte[] says = ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(600 << 20)
                .array();
        byte[] lie = ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(1000)
                .array();
        for (int at = 0; at + 4 <= bomb.length; at++)
            if (java.util.Arrays.equals(bomb, at, at + 4, says, 0, 4)) System.arraycopy(lie, 0, bomb, at, 4);
        return bomb;
    }
}
