package org.maillage.files.apart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The words of a document, by Tika's parsers; what is embedded in it is left aside. */
final class TextOf {
    /** About two hundred full pages: enough to find a document by. */
    static final int MOST_CHARACTERS = 500_000;

    private TextOf() {}

    static Answer file(Path path, String type) throws IOException {
        Parser parser = parser(type);
        if (parser == null) return Answer.of(Outcome.NOTHING);
        var writer = new WriteOutContentHandler(MOST_CHARACTERS);
        boolean shortened = false;
        try (TikaInputStream in = TikaInputStream.get(path)) {
            parser.parse(in, new BodyContentHandler(writer), new Metadata(), context());
        } catch (EncryptedDocumentException e) {
            return Answer.of(Outcome.PASSWORD);
        } catch (SAXException | TikaException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) return Answer.of(Outcome.BROKEN);
            shortened = true;
        }
        String text = clean(writer.toString());
        if (text.isEmpty()) return Answer.of(Outcome.NOTHING);
        return new Answer(Outcome.DONE, text.getBytes(StandardCharsets.UTF_8), shortened, 0, 0);
    }

    private static @Nullable Parser parser(String type) {
        return switch (type) {
            case "PDF" -> new PDFParser();
            case "DOCX", "XLSX", "PPTX" -> new OOXMLParser();
            case "ODT", "ODS", "ODP" -> new OpenDocumentParser();
            case "TEXT", "CSV" -> new TXTParser();
            default -> null;
        };
    }

    private static ParseContext context() {
        var context = new ParseContext();
        context.set(Parser.class, new EmptyParser()); // what is embedded
        var pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setExtractActions(false);
        pdf.setSortByPosition(false);
        context.set(PDFParserConfig.class, pdf);
        var office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true); // as a stream: a long document is never held as a tree
        office.setUseSAXPptxExtractor(true);
        office.setExtractMacros(false);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    /** One blank between words, none of the characters that hide, turn or cannot be stored. */
    static String clean(String text) {
        var kept = new StringBuilder(text.length());
        boolean blank = true;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            int kind = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || kind == Character.CONTROL) {
                if (!blank) kept.append(c == '\n' || c == '\r' ? '\n' : ' ');
                blank = true;
            } else if (kind != Character.SURROGATE
                    && kind != Character.PRIVATE_USE
                    && kind != Character.UNASSIGNED
                    && kind != Character.FORMAT) {
                kept.appendCodePoint(c);
                blank = false;
            }
        }
        String clean = Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
        if (clean.length() <= MOST_CHARACTERS) return clean;
        return clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, MOST_CHARACTERS)));
    }
}
