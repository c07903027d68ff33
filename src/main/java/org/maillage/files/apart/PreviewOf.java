package org.maillage.files.apart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A picture of the first page, small enough to stand in a list, as a JPEG of at most 640 by 900 points. */
final class PreviewOf {
    private static final int WIDEST = 640;
    private static final int HIGHEST = 900;
    /** A picture of more points than this is not decoded: a progressive JPEG needs six bytes for each. */
    private static final long MOST_POINTS = 50_000_000;

    private PreviewOf() {}

    static Answer file(Path path, String type) throws IOException {
        return switch (type) {
            case "PDF" -> jpeg(page(path));
            case "JPEG", "PNG" -> picture(path);
            default -> Answer.of(Outcome.NOTHING);
        };
    }

    private static BufferedImage page(Path path) throws IOException {
        try (PDDocument pdf = Pdf.open(path)) {
            PDRectangle box = pdf.getPage(0).getCropBox();
            boolean turned = pdf.getPage(0).getRotation() % 180 != 0;
            float width = turned ? box.getHeight() : box.getWidth();
            float height = turned ? box.getWidth() : box.getHeight();
            if (!(width > 1) || !(height > 1)) throw new IOException("No page to show");
            var renderer = new PDFRenderer(pdf);
            renderer.setSubsamplingAllowed(true);
            return renderer.renderImage(0, Math.min(WIDEST / width, HIGHEST / height), ImageType.RGB);
        }
    }

    private static Answer picture(Path path) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) return Answer.of(Outcome.BROKEN);
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > MOST_POINTS) return Answer.of(Outcome.NOTHING);
                var how = reader.getDefaultReadParam();
                int every = Math.max(1, Math.min(width / WIDEST, height / HIGHEST));
                how.setSourceSubsampling(every, every, 0, 0);
                return jpeg(fitted(reader.read(0, how)));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage fitted(BufferedImage image) {
        double scale = Math.min(1, Math.min(WIDEST / (double) image.getWidth(), HIGHEST / (double) image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
        var fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = fitted.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        return fitted;
    }

    private static Answer jpeg(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.8f);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new Answer(Outcome.DONE, out.toByteArray(), false, image.getWidth(), image.getHeight());
    }
}
