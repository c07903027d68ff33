package org.maillage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.miachm.sods.SpreadSheet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.kernel.Refused;

/** Tables as people and attackers give them. */
class TableReaderTest {
    private static final String ACCENTS = "Nom;Présentation\r\nÉlodie;« œuvre » à 10 €\r\n";

    @Test
    void every_encoding_that_spreadsheets_write_reads_the_same() {
        var files = List.of(
                ACCENTS.getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + ACCENTS).getBytes(StandardCharsets.UTF_8),
                ACCENTS.getBytes(Charset.forName("windows-1252")),
                ("\ufeff" + ACCENTS).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + ACCENTS).getBytes(StandardCharsets.UTF_16BE));
        for (byte[] file : files) {
            Table table = TableReader.read(file);
            assertThat(table.header()).containsExactly("Nom", "Présentation");
            assertThat(table.rows())
                    .extracting(Table.Row::cells)
                    .containsExactly(List.of("Élodie", "« œuvre » à 10 €"));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ',', '\t'})
    void the_separator_is_found_out_even_where_cells_hold_another(char separator) {
        String file = "Nom;Départements;Site\n\"Un; deux, trois\tet\nquatre\";\"08, 51\";\"dit \"\"x\"\"\"\n"
                .replace(";", Character.toString(separator));
        file = file.replace("Un" + separator + " deux", "Un; deux");
        Table table = TableReader.read(file.getBytes(StandardCharsets.UTF_8));
        assertThat(table.header()).hasSize(3);
        assertThat(table.rows().getFirst().cells())
                .containsExactly("Un; deux, trois\tet\nquatre", "08, 51", "dit \"x\"");
    }

    @Test
    void what_is_no_table_is_refused_with_a_sentence_of_its_own() throws Exception {
        refused(new byte[0], "directory.import.empty");
        refused("\n \n;;\n".getBytes(StandardCharsets.UTF_8), "directory.import.empty");
        refused("Nom;Courriel\n".getBytes(StandardCharsets.UTF_8), "directory.import.headerOnly");
        refused("Nom;Courriel\nUn;\"jamais fermé\nDeux;x\n".getBytes(StandardCharsets.UTF_8), "directory.import.quote");
        refused(
                "Nom;Courriel\nUn;\"fermé\" puis du texte\n".getBytes(StandardCharsets.UTF_8),
                "directory.import.quote");
        refused("%PDF-1.7\n\u0001\u0002\u0000".getBytes(StandardCharsets.UTF_8), "directory.import.binary");
        refused(new byte[] {'N', 'o', 'm', '\n', (byte) 0x81, (byte) 0x8d}, "directory.import.encoding");
        refused(
                new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'N', (byte) 0xe9, '\n'},
                "directory.import.encoding");
        refused(new byte[TableReader.MOST_BYTES + 1], "directory.import.heavy");
        refused(("Nom\n" + "Un\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8), "directory.import.rows");
        refused(("Nom\n" + "x".repeat(10_001) + "\n").getBytes(StandardCharsets.UTF_8), "directory.import.cell");
        refused(("Nom\n" + ";".repeat(70) + "x\n").getBytes(StandardCharsets.UTF_8), "directory.import.columns");
        refused(zip("xl/workbook.xml", "<x/>"), "directory.import.xlsx");
        refused(zip("photo.jpg", "x"), "directory.import.zip");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}, "directory.import.zip");
        refused(ods("<table:table-row><table:table-cell>"), "directory.import.damaged");
    }

    @Test
    void a_bomb_of_repeated_lines_or_of_zeros_stops_at_the_limit() throws Exception {
        String cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>";
        refused(
                ods(
                        row("<table:table-cell><text:p>Nom</text:p></table:table-cell>")
                                + "<table:table-row table:number-rows-repeated='1048576'><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"),
                "directory.import.rows");
        refused(ods(row(cell)), "directory.import.columns");
        refused(zip("content.xml", "<a>" + " ".repeat(70 << 20)), "directory.import.rows");
    }

    @Test
    void external_entities_are_not_followed() throws Exception {
        String xml = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                + document(row("<table:table-cell><text:p>Nom</text:p></table:table-cell>")
                        + row("<table:table-cell><text:p>a&e;b</text:p></table:table-cell>"));
        try {
            Table table = TableReader.read(zip("content.xml", xml));
            assertThat(table.rows().toString()).doesNotContain("root:");
        } catch (Refused e) {
            assertThat(e.violations().getFirst().message()).isEqualTo("directory.import.damaged");
        }
    }

    @Test
    void OpenDocument_cells_are_read_as_they_are_seen() throws Exception {
        Table table = TableReader.read(
                ods(
                        row(
                                        "<table:table-cell><text:p>Nom</text:p></table:table-cell><table:table-cell><text:p>Confirmé le</text:p></table:table-cell><table:table-cell table:number-columns-repeated='16380'/>")
                                + "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
                                + row(
                                        "<table:table-cell><office:annotation><text:p>une note</text:p></office:annotation><text:p>deux<text:s text:c='2'/>mots</text:p><text:p>et une ligne</text:p></table:table-cell><table:table-cell office:value-type='date' office:date-value='2026-03-05T00:00:00'><text:p>05/03/26</text:p></table:table-cell>")
                                + "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"));
        assertThat(table.header()).containsExactly("Nom", "Confirmé le");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst().line()).isEqualTo(5);
        assertThat(table.rows().getFirst().cells()).containsExactly("deux  mots\net une ligne", "2026-03-05");
    }

    /** Whatever cells are written, CSV and ODS read them back; and SODS, which is no code of ours, reads the ODS. */
    @Property(tries = 60)
    void what_is_written_is_read_back(@ForAll @Size(min = 1, max = 5) List<String> typed) throws Exception {
        var cells = typed.stream()
                .map(c -> "x"
                        + c.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Sc} \\n]", "").strip())
                .toList();
        var rows = List.of(cells.stream().map(c -> "Colonne").toList(), cells);
        for (byte[] file : List.of(TableWriter.csv(rows), TableWriter.ods("Essai", rows)))
            assertThat(TableReader.read(file).rows().getFirst().cells()).isEqualTo(cells);
        var sheet = new SpreadSheet(new ByteArrayInputStream(TableWriter.ods("Essai", rows))).getSheet(0);
        assertThat(sheet.getRange(1, 0).getValue()).isEqualTo(cells.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+33 3 53", "-2", "@SOMME(A1)", "\t=1", "=HYPERLINK(\"http://x\")", "|calc", "%x"})
    void no_cell_is_ever_a_formula_and_what_it_meant_is_not_lost(String risky) throws Exception {
        var rows = List.of(List.of("Nom"), List.of(risky));
        for (byte[] file : List.of(TableWriter.csv(rows), TableWriter.ods("Essai", rows))) {
            String cell = TableReader.read(file).rows().getFirst().cells().getFirst();
            assertThat(cell).startsWith("'");
            assertThat(TableWriter.meant(cell)).isEqualTo(risky);
        }
        assertThat(new SpreadSheet(new ByteArrayInputStream(TableWriter.ods("Essai", rows)))
                        .getSheet(0)
                        .getRange(1, 0)
                        .getFormula())
                .isNull();
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> TableReader.read(file)).isInstanceOfSatisfying(Refused.class, e -> {
            assertThat(e.violations().getFirst().field()).isEqualTo("fichier");
            assertThat(e.violations().getFirst().message()).isEqualTo(message);
        });
    }

    private static String row(String cells) {
        return "<table:table-row>" + cells + "</table:table-row>";
    }

    private static byte[] ods(String rows) throws Exception {
        return zip("content.xml", document(rows));
    }

    private static String document(String rows) {
        return "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                + "<office:body><office:spreadsheet><table:table table:name='A'>" + rows
                + "</table:table></office:spreadsheet></office:body></office:document-content>";
    }

    private static byte[] zip(String name, String content) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
