package org.maillage.demonstration;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.maillage.web.Markdown;

/** Small true office files, made of a text in Markdown or of a table, for the demonstration's tools. */
final class OfficeFiles {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String ODF = "urn:oasis:names:tc:opendocument:xmlns:";
    private static final String OOXML = "http://schemas.openxmlformats.org/";

    private OfficeFiles() {}

    /** A spreadsheet of one sheet; {@code tsv} has one row a line, cells parted by tabulators, the first row in bold. */
    static byte[] ods(String sheet, String tsv) {
        var rows = new StringBuilder();
        boolean head = true;
        for (String line : tsv.lines().toList()) {
            rows.append("<table:table-row>");
            for (String cell : line.split("\t", -1)) rows.append(cell(cell, head));
            rows.append("</table:table-row>");
            head = false;
        }
        String content = XML + """
                <office:document-content xmlns:office="%1$soffice:1.0" xmlns:table="%1$stable:1.0" xmlns:text="%1$stext:1.0"
                 xmlns:style="%1$sstyle:1.0" xmlns:fo="%1$sxsl-fo-compatible:1.0" office:version="1.2"><office:automatic-styles>
                <style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
                <style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="5cm"/></style:style>
                </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="%2$s">
                <table:table-column table:style-name="wide" table:number-columns-repeated="8"/>%3$s</table:table>
                </office:spreadsheet></office:body></office:document-content>""".formatted(ODF, escaped(sheet), rows);
        String type = "application/vnd.oasis.opendocument.spreadsheet";
        String manifest = XML + """
                <manifest:manifest xmlns:manifest="%1$smanifest:1.0" manifest:version="1.2">
                <manifest:file-entry manifest:full-path="/" manifest:media-type="%2$s"/>
                <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>""".formatted(ODF, type);
        var parts = new LinkedHashMap<String, String>();
        parts.put("mimetype", type); // first and not compressed: the format's own signature
        parts.put("content.xml", content);
        parts.put("META-INF/manifest.xml", manifest);
        return zip(parts);
    }

    private static String cell(String text, boolean head) {
        if (text.matches("-?\\d+"))
            return "<table:table-cell office:value-type=\"float\" office:value=\"" + text + "\"><text:p>" + text
                    + "</text:p></table:table-cell>";
        return "<table:table-cell office:value-type=\"string\"" + (head ? " table:style-name=\"head\"" : "")
                + "><text:p>" + escaped(text) + "</text:p></table:table-cell>";
    }

    /** A text document: headings in bold, one paragraph a line, tables as tables. */
    static byte[] docx(String title, String markdown) {
        var body = new StringBuilder(paragraph(title, true));
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("|")) {
                int end = i;
                while (end < lines.size() && lines.get(end).startsWith("|")) end++;
                body.append(table(lines.subList(i, end)));
                i = end - 1;
            } else if (!line.isBlank()) body.append(paragraph(line.replaceFirst("^#+ ", ""), line.startsWith("#")));
        }
        String word = OOXML + "wordprocessingml/2006/main";
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", XML + """
                <Types xmlns="%1$spackage/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
                ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""".formatted(OOXML));
        parts.put("_rels/.rels", XML + """
                <Relationships xmlns="%1$spackage/2006/relationships"><Relationship Id="r1" Type="%1$sofficeDocument/2006/relationships/officeDocument"
                Target="word/document.xml"/></Relationships>""".formatted(OOXML));
        parts.put(
                "word/document.xml",
                XML + "<w:document xmlns:w=\"" + word + "\"><w:body>" + body + "</w:body></w:document>");
        return zip(parts);
    }

    private static String table(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.matches("[|:\\- ]+"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(cell -> "<w:tc>" + paragraph(cell.strip(), false) + "</w:tc>")
                        .collect(Collectors.joining("", "<w:tr>", "</w:tr>")))
                .collect(Collectors.joining("", "<w:tbl>", "</w:tbl>"));
    }

    private static String paragraph(String text, boolean bold) {
        return "<w:p><w:r>" + (bold ? "<w:rPr><w:b/></w:rPr>" : "") + "<w:t xml:space=\"preserve\">"
                + escaped(text.replaceAll("\\*+", "")) + "</w:t></w:r></w:p>";
    }

    static byte[] pdf(String title, String markdown) {
        var pdf = new ByteArrayOutputStream();
        String html = """
                <html lang="fr"><head><title>%1$s</title><style>@page { size: A4; margin: 22mm } body { font-family: sans-serif; line-height: 1.5 }
                h1, h3 { color: #1f5c46 }</style></head><body><h1>%1$s</h1>%2$s</body></html>""".formatted(escaped(title), Markdown.html(markdown));
        try {
            new PdfRendererBuilder()
                    .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html)), null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static byte[] zip(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                byte[] content = part.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                if (part.getKey().equals("mimetype")) stored(entry, content);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void stored(ZipEntry entry, byte[] content) {
        var sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
