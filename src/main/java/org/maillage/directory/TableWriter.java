package org.maillage.directory;

import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Writes tables that spreadsheets open with a double click, and in which no cell is ever run as a formula. */
final class TableWriter {
    private static final String RISKY = "=+-@\t\r\n|%";

    private TableWriter() {}

    /** UTF-8 with its mark and semicolons: what spreadsheets in France expect. */
    static byte[] csv(List<List<String>> rows) {
        var text = new StringBuilder("\ufeff");
        var format = CSVFormat.Builder.create()
                .setDelimiter(';')
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setRecordSeparator("\r\n")
                .get();
        try (var printer = new CSVPrinter(text, format)) {
            for (List<String> row : rows)
                printer.printRecord(row.stream().map(TableWriter::harmless).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An OpenDocument spreadsheet with one sheet of texts. */
    static byte[] ods(String name, List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        var sheet = new Sheet(name, rows.size(), columns);
        for (int r = 0; r < rows.size(); r++)
            for (int c = 0; c < rows.get(r).size(); c++)
                sheet.getRange(r, c).setValue(harmless(rows.get(r).get(c)));
        var book = new SpreadSheet();
        book.appendSheet(sheet);
        var out = new ByteArrayOutputStream();
        try {
            book.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe; {@link #meant} takes it off again. */
    static String harmless(String cell) {
        return !cell.isEmpty() && RISKY.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** What a cell meant that {@link #harmless} may have written. */
    static String meant(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && RISKY.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
