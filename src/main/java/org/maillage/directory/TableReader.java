package org.maillage.directory;

import java.util.ArrayList;
import java.util.List;
import org.maillage.directory.Table.Row;
import org.maillage.kernel.Refused;

/**
 * Reads the tables that people keep: CSV with semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252, and
 * OpenDocument. What cannot be read is refused whole, with a sentence on the field {@code fichier}.
 */
final class TableReader {
    static final String FIELD = "fichier";
    static final int MOST_BYTES = 5 << 20;
    static final int MOST_ROWS = 5_000;
    static final int MOST_COLUMNS = 60;
    static final int LONGEST_CELL = 10_000;

    private TableReader() {}

    /** @throws Refused when it is no such table, is damaged, or is larger than a directory ever is */
    static Table read(byte[] file) {
        if (file.length == 0) throw new Refused(FIELD, "directory.import.empty");
        if (file.length > MOST_BYTES) throw new Refused(FIELD, "directory.import.heavy", MOST_BYTES >> 20);
        boolean zip = file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
        Rows rows = new Rows();
        if (zip) OdsReader.read(file, rows);
        else CsvReader.read(file, rows);
        return rows.table();
    }

    /** Gathers lines, and stops at what no directory needs. */
    static final class Rows {
        private final List<Row> rows = new ArrayList<>();
        private List<String> header = List.of();

        void add(int line, List<String> cells) {
            var row = new Row(line, cells);
            if (row.blank()) return;
            if (cells.size() > MOST_COLUMNS) throw new Refused(FIELD, "directory.import.columns", line, MOST_COLUMNS);
            for (String cell : cells)
                if (cell.length() > LONGEST_CELL) throw new Refused(FIELD, "directory.import.cell", line, LONGEST_CELL);
            if (header.isEmpty()) header = row.cells();
            else if (rows.size() == MOST_ROWS) throw new Refused(FIELD, "directory.import.rows", MOST_ROWS);
            else rows.add(row);
        }

        Table table() {
            if (header.isEmpty()) throw new Refused(FIELD, "directory.import.empty");
            if (rows.isEmpty()) throw new Refused(FIELD, "directory.import.headerOnly");
            return new Table(header, rows);
        }
    }
}
