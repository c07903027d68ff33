package org.maillage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.NotFound;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;

/** Contents read in a process apart: what it finds, and how it may fail without anyone else feeling it. */
@MaillageTest
class ReaderTest {
    /** Minutes of drawing. */
    private static final byte[] ENDLESS = Samples.endlessPdf(600);

    @Autowired
    Reader reader;

    @Autowired
    Readings readings;

    @Autowired
    Files files;

    @Autowired
    Previews previews;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEventPublisher events;

    @BeforeEach
    void nothingElseWaits() {
        db.sql("delete from file_text").update();
    }

    @AfterEach
    void rightTime() {
        clock.reset();
    }

    @Test
    void words_are_read_from_every_kind_of_document() {
        var asked = List.of(
                asked("a.pdf", Samples.pdf("Ressourcerie de Vitry")),
                asked("a.docx", Samples.docx("Ressourcerie de Vitry")),
                asked("a.odt", Samples.odt("Ressourcerie de Vitry")),
                asked("a.txt", "Ressourcerie\t de   Vitry\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                asked("a.csv", "Ressourcerie de Vitry;1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        assertThat(asked).allSatisfy(f -> assertThat(state(f)).isEqualTo(ReadingState.WAITING));
        assertThat(read()).isEqualTo(5);
        assertThat(asked).allSatisfy(f -> {
            assertThat(state(f)).isEqualTo(ReadingState.DONE);
            assertThat(readings.text(f)).startsWith("Ressourcerie de Vitry");
        });
        assertThat(read()).isZero();
    }

    @Test
    void a_scan_says_that_it_has_no_text_and_still_has_a_picture() {
        StoredFile scan = asked("scan.pdf", Samples.scannedPdf());
        read();
        assertThat(state(scan)).isEqualTo(ReadingState.NO_TEXT);
        assertThat(reading(scan).hasPreview()).isTrue();
    }

    @Test
    void the_first_page_becomes_a_small_picture_that_can_run_nothing() throws IOException {
        StoredFile page = asked("a.pdf", Samples.pdf("Première page"));
        StoredFile photo = asked("a.jpg", Samples.picture("jpeg", 3000, 2000));
        StoredFile table = asked("a.odt", Samples.odt());
        read();
        assertThat(reading(page).width()).isBetween(600, 640);
        assertThat(reading(photo).width()).isBetween(500, 640);
        assertThat(reading(table).hasPreview()).isFalse();
        var response = new MockHttpServletResponse();
        previews.send(photo, new MockHttpServletRequest("GET", "/x"), response);
        assertThat(response.getContentType()).isEqualTo("image/jpeg");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).contains("sandbox");
        var picture = ImageIO.read(new ByteArrayInputStream(response.getContentAsByteArray()));
        assertThat(picture.getWidth()).isEqualTo(reading(photo).width());
        assertThat(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2) & 0xff)
                .isGreaterThan(200);
        var again = new MockHttpServletRequest("GET", "/x");
        again.addHeader("If-None-Match", String.valueOf(response.getHeader("ETag")));
        var unchanged = new MockHttpServletResponse();
        previews.send(photo, again, unchanged);
        assertThat(unchanged.getStatus()).isEqualTo(304);
        assertThatThrownBy(() ->
                        previews.send(table, new MockHttpServletRequest("GET", "/x"), new MockHttpServletResponse()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_content_is_read_once_however_many_files_are_made_of_it() {
        byte[] content = Samples.pdf("une seule lecture");
        StoredFile first = asked("a.pdf", content);
        StoredFile second = asked("b.pdf", content);
        assertThat(read()).isEqualTo(1);
        StoredFile third = asked("c.pdf", content);
        assertThat(read()).isZero();
        assertThat(List.of(first, second, third))
                .allSatisfy(f -> assertThat(readings.text(f)).contains("une seule lecture"));
    }

    @Test
    void a_very_long_text_is_kept_up_to_a_limit_and_says_so() {
        StoredFile book = asked("livre.txt", "mot ".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        read();
        assertThat(reading(book).shortened()).isTrue();
        assertThat(readings.text(book).length()).isBetween(400_000, 500_000);
    }

    @Test
    void entities_that_multiply_are_not_followed() {
        StoredFile laughs = asked("rires.odt", Samples.odtThatLaughs());
        StoredFile after = asked("apres.txt", new byte[] {'o', 'u', 'i'});
        read();
        assertThat(readings.text(laughs).length()).isLessThan(10_000);
        assertThat(state(laughs).over()).isTrue();
        assertThat(state(after)).isEqualTo(ReadingState.DONE);
    }

    @Test
    void what_swells_beyond_the_memory_ends_its_process_and_only_that() {
        StoredFile swelling = asked("gonfle.pdf", Samples.swellingPdf(300));
        StoredFile after = asked("apres.pdf", Samples.pdf("après la mémoire"));
        read();
        assertThat(state(swelling)).isEqualTo(ReadingState.UNREADABLE);
        assertThat(readings.text(after)).contains("après la mémoire");
    }

    @Test
    void what_never_ends_is_cut_off_tried_again_and_given_up() {
        StoredFile endless = asked("sans-fin.pdf", ENDLESS);
        try (var apart = new ProcessApart(192, Duration.ofSeconds(2))) {
            var impatient = new Reader(readings, files, apart, transaction, events);
            for (int attempt = 1; attempt <= Readings.MOST_ATTEMPTS; attempt++) {
                assertThat(state(endless)).isEqualTo(ReadingState.WAITING);
                assertThat(impatient.run(() -> false)).isEqualTo(1);
                clock.advance(Duration.ofMinutes(10));
            }
            assertThat(state(endless)).isEqualTo(ReadingState.UNREADABLE);
            assertThat(impatient.run(() -> false)).isZero();
            StoredFile after = asked("apres.pdf", Samples.pdf("après le temps"));
            impatient.run(() -> false);
            assertThat(readings.text(after)).contains("après le temps");
        }
    }

    @Test
    void a_process_that_is_killed_in_the_middle_costs_nothing_but_a_second_try() throws Exception {
        StoredFile slow = asked("lent.pdf", ENDLESS);
        try (var apart = new ProcessApart(192, Duration.ofSeconds(60))) {
            var reading = new Reader(readings, files, apart, transaction, events);
            var turn = CompletableFuture.supplyAsync(() -> reading.run(() -> false));
            // In the middle: the content is claimed, its process works.
            while (apart.handle().isEmpty() || state(slow) != ReadingState.READING) Thread.onSpinWait();
            apart.handle().orElseThrow().destroyForcibly();
            assertThat(turn.get()).isEqualTo(1);
        }
        assertThat(state(slow)).isEqualTo(ReadingState.WAITING);
    }

    @Test
    void a_node_that_dies_gives_its_content_back_and_a_late_one_writes_nothing() {
        StoredFile file = asked("a.pdf", Samples.pdf("bail"));
        var dead = readings.claim().orElseThrow();
        assertThat(readings.claim()).isEmpty();
        clock.advance(Readings.LEASE.plusSeconds(1));
        var next = readings.claim().orElseThrow();
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(readings.over(dead, ReadingState.DONE, "trop tard", false)).isFalse();
        assertThat(readings.over(next, ReadingState.DONE, "à temps", false)).isTrue();
        assertThat(readings.text(file)).isEqualTo("à temps");
    }

    @Test
    void two_nodes_never_read_the_same_content() throws Exception {
        for (int i = 0; i < 40; i++) asked(i + ".txt", ("mot" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var claimed = java.util.Collections.synchronizedList(new ArrayList<String>());
        Runnable node = () -> {
            for (var c = readings.claim(); c.isPresent(); c = readings.claim())
                claimed.add(c.get().digest());
        };
        CompletableFuture.allOf(CompletableFuture.runAsync(node), CompletableFuture.runAsync(node))
                .get();
        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void a_content_that_has_seen_three_nodes_die_is_given_up() {
        StoredFile file = asked("a.pdf", Samples.pdf("poison"));
        for (int i = 0; i < Readings.MOST_ATTEMPTS; i++) {
            assertThat(readings.claim()).isPresent();
            clock.advance(Readings.LEASE.plusSeconds(1));
        }
        assertThat(readings.claim()).isEmpty();
        assertThat(state(file)).isEqualTo(ReadingState.UNREADABLE);
    }

    @Test
    void whoever_attaches_while_it_is_read_is_found_by_the_event() throws Exception {
        StoredFile file = asked("a.pdf", Samples.pdf("course"));
        var claimed = readings.claim().orElseThrow();
        var written = new CompletableFuture<Boolean>();
        transaction.executeWithoutResult(t -> {
            readings.ask(file); // the attaching transaction holds the row
            CompletableFuture.runAsync(() -> written.complete(Objects.requireNonNull(
                    transaction.execute(u -> readings.over(claimed, ReadingState.DONE, "mots", false)))));
            assertThat(readings.text(file)).isEmpty();
            assertThat(written).isNotDone();
        });
        assertThat(written.get()).isTrue();
    }

    private StoredFile asked(String name, byte[] content) {
        return Objects.requireNonNull(transaction.execute(t -> {
            StoredFile file = files.store("f", name, new ByteArrayInputStream(content), Files.LARGE);
            readings.ask(file);
            return file;
        }));
    }

    private int read() {
        return reader.run(() -> false);
    }

    private Reading reading(StoredFile file) {
        return Objects.requireNonNull(readings.of(List.of(file)).get(file.digest()));
    }

    private ReadingState state(StoredFile file) {
        return reading(file).state();
    }
}
