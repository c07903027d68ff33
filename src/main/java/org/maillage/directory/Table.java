package org.maillage.directory;

import java.util.List;

/**
 * A table that someone gave as a file.
 *
 * @param header its first line that is not empty
 */
record Table(List<String> header, List<Row> rows) {
    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** @param line where it stands in the file, from 1; of a line that goes on over several, the last */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }
}
