package org.maillage.files;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Uploads in PostgreSQL. Callers own the transaction; whoever asks names the member, and sees theirs only. */
@Repository
class UploadRows {
    /** Without a sign of life for this long an upload is gone; the daily purge takes its pieces away. */
    static final Duration LIFE = Duration.ofHours(24);

    private static final String UPLOAD = """
            select id, name, size, received, file is not null kept from upload
             where member = :member and touched_at > :limit""";
    private final JdbcClient db;
    private final Clock clock;

    UploadRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What {@code member} has begun and nobody has taken: how many uploads, how many bytes announced. */
    record Pending(int uploads, long bytes) {}

    /** Counted under a lock, so that two tabs cannot both slip under the limit. */
    Pending pending(UUID member) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('upload ' || :member, 0))")
                .param("member", member.toString())
                .query((row, n) -> true)
                .single();
        return db.sql("select count(*) n, coalesce(sum(size), 0) bytes from upload where member = :member")
                .param("member", member)
                .query((row, n) -> new Pending(row.getInt("n"), row.getLong("bytes")))
                .single();
    }

    Upload add(UUID member, String name, long size) {
        var upload = new Upload(UUID.randomUUID(), name, size, 0, false);
        db.sql("insert into upload (id, member, name, size, touched_at) values (:id, :member, :name, :size, :now)")
                .param("id", upload.id())
                .param("member", member)
                .param("name", name)
                .param("size", size)
                .param("now", now())
                .update();
        return upload;
    }

    Optional<Upload> find(UUID id, UUID member) {
        return db.sql(UPLOAD + " and id = :id")
                .param("member", member)
                .param("limit", now().minus(LIFE))
                .param("id", id)
                .query(UploadRows::upload)
                .optional();
    }

    List<Upload> find(Collection<UUID> ids, UUID member) {
        if (ids.isEmpty()) return List.of();
        return db.sql(UPLOAD + " and id in (:ids) order by name, id")
                .param("member", member)
                .param("limit", now().minus(LIFE))
                .param("ids", ids)
                .query(UploadRows::upload)
                .list();
    }

    /** Holds the row until the transaction ends: of two pieces for one place, one waits, then sees that it comes late. */
    Optional<Upload> lock(UUID id, UUID member) {
        return db.sql(UPLOAD + " and id = :id for update")
                .param("member", member)
                .param("limit", now().minus(LIFE))
                .param("id", id)
                .query(UploadRows::upload)
                .optional();
    }

    /** Adds {@code bytes} where the locked {@code upload} ends. */
    void append(Upload upload, byte[] bytes) {
        int number = (int) (upload.received() / Files.PIECE);
        int within = (int) (upload.received() % Files.PIECE);
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + Files.PIECE - within);
            piece(upload.id(), number++, Arrays.copyOfRange(bytes, at, end));
            at = end;
            within = 0;
        }
        db.sql("update upload set received = received + :more, touched_at = :now where id = :id")
                .param("more", bytes.length)
                .param("now", now())
                .param("id", upload.id())
                .update();
    }

    private void piece(UUID upload, int number, byte[] bytes) {
        db.sql("""
                insert into upload_piece as p (upload, number, bytes) values (:upload, :number, :bytes)
                on conflict (upload, number) do update set bytes = p.bytes || excluded.bytes""")
                .param("upload", upload)
                .param("number", number)
                .param("bytes", bytes)
                .update();
    }

    /** Its bytes, read piece by piece. */
    InputStream content(Upload upload) {
        return new InputStream() {
            private byte[] piece = {};
            private int at;
            private int number;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                if (at == piece.length) {
                    piece = db.sql("select bytes from upload_piece where upload = :upload and number = :number")
                            .param("upload", upload.id())
                            .param("number", number++)
                            .query(byte[].class)
                            .optional()
                            .orElse(new byte[0]);
                    at = 0;
                    if (piece.length == 0) return -1;
                }
                int n = Math.min(most, piece.length - at);
                System.arraycopy(piece, at, into, from, n);
                at += n;
                return n;
            }
        };
    }

    /** The upload is whole and is {@code file} now: its pieces have done their work. */
    void kept(UUID id, UUID file) {
        db.sql("update upload set file = :file, touched_at = :now where id = :id")
                .param("file", file)
                .param("now", now())
                .param("id", id)
                .update();
        db.sql("delete from upload_piece where upload = :id").param("id", id).update();
    }

    /** Gives the file to whoever takes it: it no longer leaves with the upload. Empty when there is none (any more). */
    Optional<UUID> take(UUID id, UUID member) {
        Optional<UUID> file = db.sql("""
                select file from upload
                 where id = :id and member = :member and touched_at > :limit and file is not null for update""")
                .param("id", id)
                .param("member", member)
                .param("limit", now().minus(LIFE))
                .query(UUID.class)
                .optional();
        if (file.isEmpty()) return file;
        db.sql("update upload set file = null where id = :id").param("id", id).update();
        db.sql("delete from upload where id = :id").param("id", id).update();
        return file;
    }

    boolean delete(UUID id, UUID member) {
        return db.sql("delete from upload where id = :id and member = :member")
                        .param("id", id)
                        .param("member", member)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Upload upload(ResultSet row, int n) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("size"),
                row.getLong("received"),
                row.getBoolean("kept"));
    }
}
