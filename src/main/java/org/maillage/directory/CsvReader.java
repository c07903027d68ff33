package org.maillage.directory;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.maillage.directory.TableReader.Rows;
import org.maillage.kernel.Refused;

/** Reads CSV as spreadsheets write it: the encoding and the separator are found out, not asked for. */
final class CsvReader {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private CsvReader() {}

    static void read(byte[] file, Rows rows) {
        String text = text(file);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f'))
            throw new Refused(TableReader.FIELD, "directory.import.binary");
        var format = CSVFormat.Builder.create()
                .setDelimiter(separator(text))
                .setQuote('"')
                .setIgnoreEmptyLines(true)
                .setTrailingData(false)
                .setLenientEof(false)
                .get();
        long line = 1;
        try (var parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord record : parser) {
                line = parser.getCurrentLineNumber();
                rows.add((int) line, record.toList());
            }
        } catch (CSVException | UncheckedIOException e) {
            throw new Refused(TableReader.FIELD, "directory.import.quote", line + 1);
        } catch (IOException e) {
            throw new Refused(TableReader.FIELD, "directory.import.quote", line + 1);
        }
    }

    private static String text(byte[] file) {
        if (starts(file, 0xef, 0xbb, 0xbf)) return decoded(file, 3, StandardCharsets.UTF_8);
        if (starts(file, 0xff, 0xfe)) return decoded(file, 2, StandardCharsets.UTF_16LE);
        if (starts(file, 0xfe, 0xff)) return decoded(file, 2, StandardCharsets.UTF_16BE);
        try {
            return strict(file, 0, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return decoded(file, 0, WINDOWS);
        }
    }

    private static String decoded(byte[] file, int from, Charset charset) {
        try {
            return strict(file, from, charset);
        } catch (CharacterCodingException e) {
            throw new Refused(TableReader.FIELD, "directory.import.encoding");
        }
    }

    private static String strict(byte[] file, int from, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(file, from, file.length - from))
                .toString();
    }

    private static boolean starts(byte[] file, int... mark) {
        if (file.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((file[i] & 0xff) != mark[i]) return false;
        return true;
    }

    /** The one that stands most often in the first line that says something, outside quotes. */
    private static char separator(String text) {
        String first = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        char best = ';';
        int most = 0;
        for (char candidate : new char[] {';', ',', '\t'}) {
            int count = 0;
            boolean quoted = false;
            for (int i = 0; i < first.length(); i++) {
                char c = first.charAt(i);
                if (c == '"') quoted = !quoted;
                else if (c == candidate && !quoted) count++;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }
}
