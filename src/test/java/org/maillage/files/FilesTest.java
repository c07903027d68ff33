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
        assertThat(store("a.txt", text("Été à Reims, 4 500 €")).type()).isEqualTo(FileType.TEXT);
        assertThat(store("a.csv", text("jour;montant\n1;2")).type()).isEqualTo(FileType.CSV);
    }

    @Test
    void what_runs_or_hides_is_refused() {
        refused("files.type", "a.docm", Samples.docm());
        refused("files.type", "a.odt", Samples.odtWithMacro());
        refused("files.type", "a.zip", Samples.zip("a.txt", "x"));
        refused("files.type", "a.odt", Samples.bomb());
        refused("files.type", "a.html", text("<!doctype html><html><script>alert(1)</script></html>"));
        refused("files.type", "a.txt", text("bonjour <script>alert(1)</script>"));
        refused("files.type", "a.svg", text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        refused("files.type", "a.txt", text("#!/bin/sh\nrm -rf ."));
        refused("files.type", "a.pdf", new byte[] {'M', 'Z', 0, 1, 2, 3, 4, 5});
        refused("files.type", "a.docx", "PK\u0003\u0004 broken".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_name_that_says_something_else_is_refused() {
        refused("files.lies", "a.docx", Samples.pdf("x"));
        refused("files.lies", "photo.png", text("not a picture"));
    }

    @Test
    void an_empty_file_and_one_too_big_are_refused_with_their_name() {
        refused("files.empty", "a.pdf", new byte[0]);
        byte[] big = new byte[(int) Files.MOST_BYTES + 1];
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
        assertThatThrownBy(() -> files.store("file", "a.txt", endless)).isInstanceOf(Refused.class);
        assertThat(endless.read).isLessThan(Files.MOST_BYTES + (1 << 20));
    }

    @Test
    void the_largest_file_comes_back_byte_for_byte() throws IOException {
        byte[] large = new byte[(int) Files.MOST_BYTES];
        new Random(7).nextBytes(large);
        System.arraycopy(Samples.pdf("large"), 0, large, 0, 60);
        assertThat(content(store("large.pdf", large))).isEqualTo(large);
    }

    @Test
    void one_content_is_kept_once_and_leaves_when_nobody_uses_it() throws IOException {
        StoredFile first = store("un.pdf", Samples.pdf("kept once"));
        StoredFile second = store("deux.pdf", Samples.pdf("kept once"));
        assertThat(contents(first)).isEqualTo(1);

        files.delete(first.id());
        clock.advance(Duration.ofDays(2));
        purge.run();
        assertThat(content(second)).isEqualTo(Samples.pdf("kept once"));

        files.delete(second.id());
        purge.run();
        assertThat(contents(first)).isZero();
    }

    @Test
    void a_download_can_run_nothing_and_is_sent_once() throws IOException {
        StoredFile file = store("Cahier « été ».pdf", Samples.pdf("download"));
        var response = new MockHttpServletResponse();
        downloads.send(file, new MockHttpServletRequest("GET", "/x"), response);
        assertThat(response.getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''Cahier%20%C2%AB");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(response.getContentAsByteArray()).isEqualTo(Samples.pdf("download"));

        var again = new MockHttpServletRequest("GET", "/x");
        again.addHeader("If-None-Match", String.valueOf(response.getHeader("ETag")));
        var unchanged = new MockHttpServletResponse();
        downloads.send(file, again, unchanged);
        assertThat(unchanged.getStatus()).isEqualTo(304);
        assertThat(unchanged.getContentAsByteArray()).isEmpty();
    }

    private StoredFile store(String name, byte[] content) {
        return files.store("file", name, new ByteArrayInputStream(content));
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
