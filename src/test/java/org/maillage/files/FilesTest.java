package org.maillage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.Refused;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@MaillageTest
class FilesTest {
    @Autowired
    Files files;

    @Autowired
    Downloads downloads;

    @Autowired
    JdbcClient db;

    @Autowired
    Purge purge;

    @Autowired
    TestClock clock;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate transaction;

    @AfterEach
    void rightTime() {
        clock.reset();
    }

    @Test
    void each_allowed_type_is_told_by_its_content() {
        assertThat(store("a.pdf", Samples.pdf("a")).type()).isEqualTo(FileType.PDF);
        assertThat(store("a.docx", Samples.docx()).type()).isEqualTo(FileType.DOCX);
        assertThat(store("a.odt", Samples.odt()).type()).isEqualTo(FileType.ODT);
        assertThat(store("a.png", Samples.png()).type()).isEqualTo(FileType.PNG);
        assertThat(store("a.jpg", Samples.picture("jpeg", 64, 48)).type()).isEqualTo(FileType.JPEG);
        assertThat(store("a.txt", text("Été à Reims, 4 500 €")).type()).isEqualTo(FileType.TEXT);
        assertThat(store("a.csv", text("jour;montant\n1;2")).type()).isEqualTo(FileType.CSV);
    }

    @Test
    void what_runs_or_hides_is_refused() {
        refused("files.unfit.macros", "a.docm", Samples.docm());
        refused("files.unfit.macros", "a.odt", Samples.odtWithMacro());
        refused("files.unfit.elsewhere", "a.docx", Samples.docxFromElsewhere());
        refused("files.unfit.type", "a.html", text("<!doctype html><html><script>alert(1)</script></html>"));
        refused("files.unfit.type", "a.txt", text("bonjour <script>alert(1)</script>"));
        refused("files.unfit.type", "a.svg", text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        refused("files.unfit.type", "a.txt", text("#!/bin/sh\nrm -rf ."));
        refused("files.unfit.type", "a.pdf", new byte[] {'M', 'Z', 0, 1, 2, 3, 4, 5});
    }

    @Test
    void a_pdf_that_runs_or_carries_something_is_refused_wherever_it_hides_it() {
        refused("files.unfit.scripts", "a.pdf", Samples.pdfWithJavaScript());
        refused("files.unfit.scripts", "a.pdf", Samples.pdfThatLaunches());
        refused("files.unfit.scripts", "a.pdf", Samples.pdfWithForm());
        refused("files.unfit.attached", "a.pdf", Samples.pdfThatCarries("devis.exe"));
        refused("files.unfit.password", "a.pdf", Samples.pdfWithPassword("ouvre-toi"));
        assertThat(store("facture.pdf", Samples.pdfThatCarries("factur-x.xml")).type())
                .isEqualTo(FileType.PDF);
        assertThat(store("protégé.pdf", Samples.pdfWithPassword("")).type()).isEqualTo(FileType.PDF);
    }

    @Test
    void archives_whatever_their_name_and_old_formats_are_told_apart() {
        refused("files.unfit.archive", "a.zip", Samples.zip("a.txt", "x"));
        refused("files.unfit.archive", "rapport.docx", Samples.zip("a.txt", "x"));
        refused("files.unfit.archive", "a.pdf", new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4, 1, 1
        });
        refused("files.unfit.old", "a.doc", Samples.ole("WordDocument"));
        refused("files.unfit.password", "a.docx", Samples.ole("EncryptedPackage"));
    }

    @Test
    void what_would_swell_is_refused_even_when_its_table_of_contents_lies() {
        refused("files.unfit.bomb", "a.odt", Samples.bomb());
        refused("files.unfit.bomb", "a.odt", Samples.lyingBomb());
        refused("files.unfit.too_wide", "a.png", Samples.hugePng());
    }

    @Test
    void what_is_cut_short_or_two_things_at_once_is_refused() {
        byte[] whole = Samples.pdf("coupé");
        refused("files.unfit.broken", "a.pdf", java.util.Arrays.copyOf(whole, 300));
        refused("files.unfit.broken", "a.pdf", java.util.Arrays.copyOf(whole, whole.length - 8));
        refused("files.unfit.broken", "a.docx", "PK\u0003\u0004 broken".getBytes(StandardCharsets.ISO_8859_1));
        refused("files.unfit.broken", "a.docx", java.util.Arrays.copyOf(Samples.docx(), 700));
        refused("files.unfit.broken", "a.png", java.util.Arrays.copyOf(Samples.png(), 20));
        refused("files.unfit.twofold", "a.pdf", Samples.joined(whole, Samples.zip("a.class", "x")));
        refused("files.unfit.twofold", "a.png", Samples.joined(Samples.png(), Samples.zip("a.class", "x")));
        refused("files.unfit.twofold", "a.pdf", Samples.joined(text("<b>bonjour</b>\n"), whole));
    }

    @Test
    void a_refusal_leaves_the_callers_transaction_as_it_was() {
        StoredFile kept = java.util.Objects.requireNonNull(transaction.execute(t -> {
            StoredFile file = store("un.txt", text("bon"));
            refused("files.unfit.archive", "b.zip", Samples.zip("a", "b"));
            return file;
        }));
        assertThat(files.find(kept.id())).isPresent();
    }

    @Test
    void a_name_that_says_something_else_is_refused() {
        refused("files.lies", "a.docx", Samples.pdf("x"));
        refused("files.lies", "photo.png", text("not a picture"));
    }

    @Test
    void an_empty_file_and_one_too_big_are_refused_with_their_name() {
        refused("files.empty", "a.pdf", new byte[0]);
        byte[] big = new byte[(int) Files.SMALL + 1];
        System.arraycopy(Samples.pdf("big"), 0, big, 0, 40);
        refused("files.tooBig", "a.pdf", big);
    }

    @Test
    void a_stream_without_end_is_cut_off() {
        var endless = new InputStream() {
            long read;

            @Override
            public int read() {
                read++;
                return 'a';
            }
        };
        assertThatThrownBy(() -> files.store("file", "a.txt", endless, Files.SMALL))
                .isInstanceOf(Refused.class);
        assertThat(endless.read).isLessThan(Files.SMALL + (1 << 20));
    }

    @Test
    void the_largest_file_comes_back_byte_for_byte() throws IOException {
        byte[] noise = new byte[(int) Files.LARGE - 100_000];
        new Random(7).nextBytes(noise);
        byte[] large = Samples.pdf(
                "large",
                pdf -> pdf.getDocumentCatalog()
                        .getCOSObject()
                        .setItem(
                                "Bruit",
                                new org.apache.pdfbox.pdmodel.common.PDStream(pdf, new ByteArrayInputStream(noise))));
        assertThat(large.length).isBetween((int) Files.LARGE - 100_000, (int) Files.LARGE);
        StoredFile file = files.store("file", "large.pdf", new ByteArrayInputStream(large), Files.LARGE);
        assertThat(content(file)).isEqualTo(large);
    }

    @Test
    void one_content_is_kept_once_and_leaves_when_nobody_uses_it() throws IOException {
        byte[] once = Samples.pdf("kept once");
        StoredFile first = store("un.pdf", once);
        StoredFile second = store("deux.pdf", once);
        assertThat(contents(first)).isEqualTo(1);

        files.delete(first.id());
        clock.advance(Duration.ofDays(2));
        purge.run();
        assertThat(content(second)).isEqualTo(once);

        files.delete(second.id());
        purge.run();
        assertThat(contents(first)).isZero();
    }

    @Test
    void a_download_can_run_nothing_and_is_sent_once() throws IOException {
        byte[] sent = Samples.pdf("download");
        StoredFile file = store("Cahier « été ».pdf", sent);
        var response = new MockHttpServletResponse();
        downloads.send(file, new MockHttpServletRequest("GET", "/x"), response);
        assertThat(response.getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''Cahier%20%C2%AB");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(response.getContentAsByteArray()).isEqualTo(sent);

        var again = new MockHttpServletRequest("GET", "/x");
        again.addHeader("If-None-Match", String.valueOf(response.getHeader("ETag")));
        var unchanged = new MockHttpServletResponse();
        downloads.send(file, again, unchanged);
        assertThat(unchanged.getStatus()).isEqualTo(304);
        assertThat(unchanged.getContentAsByteArray()).isEmpty();
    }

    private StoredFile store(String name, byte[] content) {
        return files.store("file", name, new ByteArrayInputStream(content), Files.SMALL);
    }

    private void refused(String why, String name, byte[] content) {
        assertThatThrownBy(() -> store(name, content))
                .as("%s", name)
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.violations().getFirst().message()).isEqualTo(why));
    }

    private byte[] content(StoredFile file) throws IOException {
        var out = new ByteArrayOutputStream();
        files.write(file, out);
        return out.toByteArray();
    }

    private int contents(StoredFile file) {
        return db.sql("select count(*) from file_content where digest = :digest")
                .param("digest", HexFormat.of().parseHex(file.digest()))
                .query(Integer.class)
                .single();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
