package org.maillage.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.maillage.directory.TableReader.Rows;
import org.maillage.kernel.Refused;

/**
 * Reads the first sheet of an OpenDocument spreadsheet (ODF 1.3, part 3, section 9) as a stream: a file that unfolds
 * without end, or that repeats a line a million times, stops at the limits of {@link TableReader} (ADR 0029).
 */
final class OdsReader {
    private static final int MOST_XML = 60 << 20;
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    private OdsReader() {}

    static void read(byte[] file, Rows rows) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            boolean office = false;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("content.xml")) {
                    sheet(new Bounded(zip), rows);
                    return;
                }
                office |= entry.getName().startsWith("xl/");
                new Bounded(zip).transferTo(java.io.OutputStream.nullOutputStream());
            }
            throw new Refused(TableReader.FIELD, office ? "directory.import.xlsx" : "directory.import.zip");
        } catch (IOException | XMLStreamException | IllegalArgumentException e) {
            throw new Refused(TableReader.FIELD, "directory.import.damaged");
        }
    }

    private static void sheet(InputStream content, Rows rows) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(content);
        boolean inside = false;
        int line = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT && is(xml, TABLE, "table")) inside = true;
            else if (event == XMLStreamReader.END_ELEMENT && is(xml, TABLE, "table")) return;
            else if (inside && event == XMLStreamReader.START_ELEMENT && is(xml, TABLE, "table-row"))
                line = row(xml, line, rows);
        }
        throw new Refused(TableReader.FIELD, inside ? "directory.import.damaged" : "directory.import.zip");
    }

    /** Reads one row, as often as it is repeated. @return number of its last line */
    private static int row(XMLStreamReader xml, int line, Rows rows) throws XMLStreamException {
        int repeated = repeated(xml, "number-rows-repeated");
        List<String> cells = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && is(xml, TABLE, "table-row")) break;
            if (event != XMLStreamReader.START_ELEMENT) continue;
            if (is(xml, TABLE, "table-cell") || is(xml, TABLE, "covered-table-cell")) cell(xml, cells);
        }
        while (!cells.isEmpty() && cells.getLast().isBlank()) cells.removeLast();
        if (cells.isEmpty()) return line + repeated;
        for (int i = 1; i <= repeated; i++) rows.add(line + i, cells);
        return line + repeated;
    }

    private static void cell(XMLStreamReader xml, List<String> cells) throws XMLStreamException {
        int repeated = repeated(xml, "number-columns-repeated");
        String date = xml.getAttributeValue(OFFICE, "date-value");
        String closing = xml.getLocalName();
        var text = new StringBuilder();
        int aside = 0; // inside an annotation, which is no part of the cell's value
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT) {
                if (is(xml, TABLE, closing)) break;
                if (is(xml, OFFICE, "annotation")) aside--;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                if (is(xml, OFFICE, "annotation")) aside++;
                else if (aside == 0) mark(xml, text);
            } else if (event == XMLStreamReader.CHARACTERS && aside == 0) text.append(xml.getText());
            if (text.length() > TableReader.LONGEST_CELL + 1) text.setLength(TableReader.LONGEST_CELL + 1);
        }
        String value = date == null ? text.toString() : date.substring(0, Math.min(10, date.length()));
        // Empty cells are repeated to the edge of the sheet; one more than is allowed is enough to say so.
        for (int i = 0; i < repeated && cells.size() <= TableReader.MOST_COLUMNS; i++) cells.add(value);
    }

    private static void mark(XMLStreamReader xml, StringBuilder text) {
        if (is(xml, TEXT, "p") && !text.isEmpty() || is(xml, TEXT, "line-break")) text.append('\n');
        else if (is(xml, TEXT, "tab")) text.append('\t');
        else if (is(xml, TEXT, "s")) {
            String count = xml.getAttributeValue(TEXT, "c");
            text.append(" ".repeat(count == null ? 1 : Math.clamp(Long.parseLong(count), 0, 1_000)));
        }
    }

    private static int repeated(XMLStreamReader xml, String attribute) {
        String count = xml.getAttributeValue(TABLE, attribute);
        return count == null ? 1 : Math.clamp(Long.parseLong(count), 1, 10_000_000);
    }

    private static boolean is(XMLStreamReader xml, String namespace, String name) {
        return namespace.equals(xml.getNamespaceURI()) && name.equals(xml.getLocalName());
    }

    /** Ends with an error after as many bytes as no directory has: a bomb does not go off. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private int left = MOST_XML;

        private Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) throw tooMuch();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            left -= Math.max(0, read);
            if (left < 0) throw tooMuch();
            return read;
        }

        private static Refused tooMuch() {
            return new Refused(TableReader.FIELD, "directory.import.rows", TableReader.MOST_ROWS);
        }
    }
}
