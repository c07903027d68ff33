package org.maillage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.testing.MaillageTest;
import org.maillage.testing.TestClock;
import org.maillage.testing.Visitor;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.transaction.support.TransactionTemplate;

@MaillageTest
class UploadsTest {
    @Autowired
    Uploads uploads;

    @Autowired
    Files files;

    @Autowired
    JdbcClient db;

    @Autowired
    Purge purge;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private final Member anne = member();

    @AfterEach
    void rightTime() {
        clock.reset();
    }

    @Test
    void a_file_comes_in_pieces_of_any_length_and_is_whole_byte_for_byte() throws IOException {
        byte[] content = text(3_300_000, 1);
        var upload = uploads.begin("notes.txt", content.length, anne);
        int at = 0;
        for (int length : new int[] {1, 700_000, 1_048_576, 900_001, content.length}) {
            int end = Math.min(content.length, at + length);
            upload = uploads.append(upload.id(), at, Arrays.copyOfRange(content, at, end), anne);
            assertThat(upload.received()).isEqualTo(end);
            at = end;
        }
        assertThat(upload.kept()).isTrue();
        assertThat(pieces(upload.id())).isZero();
        assertThat(content(taken(upload.id(), anne))).isEqualTo(content);
        assertThatThrownBy(() -> uploads.find(at(content), anne)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_piece_that_comes_twice_or_elsewhere_changes_nothing() {
        byte[] content = text(1000, 2);
        var upload = uploads.begin("a.txt", 1000, anne);
        uploads.append(upload.id(), 0, Arrays.copyOf(content, 600), anne);
        assertThat(uploads.append(upload.id(), 0, Arrays.copyOf(content, 600), anne)
                        .received())
                .isEqualTo(600);
        assertThat(uploads.append(upload.id(), 700, new byte[10], anne).received())
                .isEqualTo(600);
        assertThatThrownBy(() -> uploads.append(upload.id(), 600, new byte[401], anne))
                .isInstanceOf(Refused.class);
        assertThat(uploads.find(upload.id(), anne).received()).isEqualTo(600);
    }

    @Test
    void two_tabs_that_send_the_same_pieces_at_once_make_one_right_file() throws Exception {
        byte[] content = text(2_500_000, 3);
        var upload = uploads.begin("a.txt", content.length, anne);
        Callable<Void> tab = () -> {
            var now = uploads.find(upload.id(), anne);
            while (!now.kept()) {
                int at = (int) now.received();
                int end = Math.min(content.length, at + 100_000);
                now = uploads.append(upload.id(), at, Arrays.copyOfRange(content, at, end), anne);
            }
            return null;
        };
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (var done : pool.invokeAll(List.of(tab, tab, tab))) done.get();
        }
        assertThat(content(taken(upload.id(), anne))).isEqualTo(content);
    }

    @Test
    void a_colleagues_upload_does_not_exist() {
        var upload = uploads.begin("a.txt", 10, anne);
        Member other = member();
        assertThatThrownBy(() -> uploads.find(upload.id(), other)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> uploads.append(upload.id(), 0, text(10, 1), other))
                .isInstanceOf(NotFound.class);
        uploads.abandon(upload.id(), other);
        uploads.append(upload.id(), 0, text(10, 1), anne);
        assertThat(received(List.of(upload.id()), other).refused())
                .extracting(v -> v.message())
                .containsExactly("files.upload.gone");
        assertThat(received(List.of(upload.id()), anne).files()).hasSize(1);
    }

    @Test
    void what_is_empty_or_too_large_is_refused_before_a_byte_is_sent() {
        for (long size : new long[] {0, -1, Files.LARGE + 1, 300L << 20, Long.MAX_VALUE})
            assertThatThrownBy(() -> uploads.begin("a.pdf", size, anne)).isInstanceOf(Refused.class);
        assertThat(db.sql("select count(*) from upload where member = :m")
                        .param("m", anne.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_hostile_file_is_refused_with_its_last_piece_and_nothing_of_it_stays() {
        byte[] bad = Samples.pdfWithJavaScript();
        var upload = uploads.begin("../../facture\u202Efdp.exe\u0000.pdf", bad.length, anne);
        uploads.append(upload.id(), 0, Arrays.copyOf(bad, 100), anne);
        assertThatThrownBy(() -> uploads.append(upload.id(), 100, Arrays.copyOfRange(bad, 100, bad.length), anne))
                .isInstanceOfSatisfying(Refused.class, e -> {
                    assertThat(e.violations().getFirst().message()).isEqualTo("files.unfit.scripts");
                    assertThat(e.violations().getFirst().arguments().toString()).contains("facturefdp.exe");
                });
        assertThatThrownBy(() -> uploads.find(upload.id(), anne)).isInstanceOf(NotFound.class);
        assertThat(pieces(upload.id())).isZero();
    }

    @Test
    void a_name_of_the_sender_is_made_safe() {
        byte[] content = Samples.pdf("nom");
        var upload = uploads.begin("..\\../été\u0007 2026.PDF", content.length, anne);
        uploads.append(upload.id(), 0, content, anne);
        assertThat(taken(upload.id(), anne).name()).isEqualTo("été 2026.pdf");
    }

    @Test
    void the_same_content_is_kept_once_however_often_it_is_sent() {
        byte[] content = Samples.pdf("deux fois");
        var digests = new java.util.HashSet<String>();
        for (int i = 0; i < 2; i++) {
            var upload = uploads.begin("a" + i + ".pdf", content.length, anne);
            uploads.append(upload.id(), 0, content, anne);
            digests.add(taken(upload.id(), anne).digest());
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void an_upload_that_nobody_goes_on_with_is_gone_after_a_day_with_its_file() {
        var begun = uploads.begin("a.txt", 10, anne);
        uploads.append(begun.id(), 0, text(5, 1), anne);
        var whole = uploads.begin("b.txt", 77, anne);
        uploads.append(whole.id(), 0, text(77, 99), anne);
        UUID file = db.sql("select file from upload where id = :id")
                .param("id", whole.id())
                .query(UUID.class)
                .single();
        clock.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> uploads.find(begun.id(), anne)).isInstanceOf(NotFound.class);
        assertThat(received(List.of(whole.id()), anne).files()).isEmpty();
        purge.run();
        assertThat(pieces(begun.id())).isZero();
        assertThat(files.find(file)).isEmpty();
    }

    @Test
    void a_form_brings_files_of_both_kinds_and_a_wrong_one_does_not_send_the_others_back() {
        byte[] content = Samples.pdf("ensemble");
        var upload = uploads.begin("a.pdf", content.length, anne);
        uploads.append(upload.id(), 0, content, anne);
        var direct = List.<org.springframework.web.multipart.MultipartFile>of(
                new MockMultipartFile("f", "b.docx", "", Samples.docx()),
                new MockMultipartFile("f", "c.zip", "", Samples.zip("x", "y")),
                new MockMultipartFile("f", "", "", new byte[0]));
        var received = Objects.requireNonNull(transaction.execute(
                t -> uploads.receive(List.of(upload.id(), UUID.randomUUID()), direct, "f", Files.LARGE, anne)));
        assertThat(received.files()).extracting(StoredFile::name).containsExactly("a.pdf", "b.docx");
        assertThat(received.refused())
                .extracting(v -> v.message())
                .containsExactly("files.upload.gone", "files.unfit.archive");
        received.files().forEach(f -> assertThat(files.find(f.id())).isPresent());
    }

    @Test
    void a_form_that_fails_gives_the_upload_back() {
        var upload = uploads.begin("a.txt", 4, anne);
        uploads.append(upload.id(), 0, text(4, 4), anne);
        transaction.executeWithoutResult(t -> {
            assertThat(uploads.receive(List.of(upload.id()), null, "f", Files.LARGE, anne)
                            .files())
                    .hasSize(1);
            t.setRollbackOnly();
        });
        assertThat(uploads.waiting(List.of(upload.id()), anne)).hasSize(1);
        assertThat(received(List.of(upload.id()), anne).files()).hasSize(1);
    }

    @Test
    void over_http_it_is_the_tus_protocol() {
        byte[] content = text(5_000_000, 8);
        var client = new Tus("marne-1");
        var created = client.create("carnet.txt", content.length);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Tus-Resumable")).contains("1.0.0");
        String at = created.headers().firstValue("Location").orElseThrow();
        assertThat(client.patch(at, 0, Arrays.copyOf(content, 4 << 20)).statusCode())
                .isEqualTo(204);
        assertThat(client.patch(at, 0, Arrays.copyOf(content, 100)).statusCode())
                .isEqualTo(409);
        assertThat(client.patch(at, 4 << 20, new byte[(4 << 20) + 1]).statusCode())
                .isEqualTo(413);
        var where = client.send(client.request(at).method("HEAD", BodyPublishers.noBody()));
        assertThat(where.headers().firstValue("Upload-Offset")).contains(Integer.toString(4 << 20));
        assertThat(where.headers().firstValue("Upload-Kept")).contains("false");
        var last = client.patch(at, 4 << 20, Arrays.copyOfRange(content, 4 << 20, content.length));
        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(last.headers().firstValue("Upload-Kept")).contains("true");
        assertThat(new Tus("aube-1").patch(at, 0, new byte[1]).statusCode()).isEqualTo(404);
        assertThat(client.send(client.request(at).DELETE()).statusCode()).isEqualTo(204);
        assertThat(client.patch(at, 0, new byte[1]).statusCode()).isEqualTo(404);
    }

    @Test
    void over_http_a_refusal_is_a_sentence_to_read() {
        var client = new Tus("marne-1");
        var tooBig = client.create("énorme.pdf", 300L << 20);
        assertThat(tooBig.statusCode()).isEqualTo(422);
        assertThat(tooBig.body()).contains("énorme.pdf").contains("dépasse 50 Mo");
        byte[] bomb = Samples.lyingBomb();
        var created = client.create("bilan.odt", bomb.length);
        var last = client.patch(created.headers().firstValue("Location").orElseThrow(), 0, bomb);
        assertThat(last.statusCode()).isEqualTo(422);
        assertThat(last.body()).contains("« bilan.odt »").contains("démesurée");
    }

    @Test
    void over_http_nonsense_is_the_clients_error() {
        var client = new Tus("marne-1");
        for (String metadata : new String[] {"filename", "filename %%%", "autre YQ==", ""})
            assertThat(client.send(client.request("/espace/depots")
                                    .header("Upload-Length", "5")
                                    .header("Upload-Metadata", metadata)
                                    .POST(BodyPublishers.noBody()))
                            .statusCode())
                    .as(metadata)
                    .isEqualTo(400);
        assertThat(client.patch("/espace/depots/" + UUID.randomUUID(), -1, new byte[1])
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.patch("/espace/depots/pas-un-numero", 0, new byte[1]).statusCode())
                .isBetween(400, 404);
    }

    /** A tus client as a member's browser is one. */
    private final class Tus {
        private final Visitor visitor;
        private final String token;

        Tus(String account) {
            visitor = new Visitor(port).signedIn(account);
            token = Objects.requireNonNull(
                            Jsoup.parse(visitor.get("/espace").body()).selectFirst("input[name=_csrf]"))
                    .val();
        }

        java.net.http.HttpRequest.Builder request(String path) {
            return visitor.request(path).header("X-XSRF-TOKEN", token).header("Accept-Language", "fr");
        }

        HttpResponse<String> send(java.net.http.HttpRequest.Builder request) {
            return visitor.send(request);
        }

        HttpResponse<String> create(String name, long size) {
            String filename = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
            return send(request("/espace/depots")
                    .header("Upload-Length", Long.toString(size))
                    .header("Upload-Metadata", "filename " + filename)
                    .POST(BodyPublishers.noBody()));
        }

        HttpResponse<String> patch(String path, long offset, byte[] piece) {
            return send(request(path)
                    .header("Upload-Offset", Long.toString(offset))
                    .header("Content-Type", "application/offset+octet-stream")
                    .method("PATCH", BodyPublishers.ofByteArray(piece)));
        }
    }

    private static UUID at(byte[] content) {
        return new UUID(content.length, 0);
    }

    private Uploads.Received received(List<UUID> ids, Member by) {
        return Objects.requireNonNull(transaction.execute(t -> uploads.receive(ids, null, "f", Files.LARGE, by)));
    }

    private StoredFile taken(UUID upload, Member by) {
        return received(List.of(upload), by).files().getFirst();
    }

    private byte[] content(StoredFile file) throws IOException {
        var out = new ByteArrayOutputStream();
        files.write(file, out);
        return out.toByteArray();
    }

    private int pieces(UUID upload) {
        return db.sql("select count(*) from upload_piece where upload = :id")
                .param("id", upload)
                .query(Integer.class)
                .single();
    }

    private static byte[] text(int length, int seed) {
        byte[] text = new byte[length];
        var random = new Random(seed);
        for (int i = 0; i < length; i++) text[i] = (byte) ('a' + random.nextInt(26));
        return text;
    }

    private static Member member() {
        return new Member(UUID.randomUUID(), "Essai", Role.OFFICER, new DlaId("marne"));
    }
}
