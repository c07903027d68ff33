package org.maillage.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maillage.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files in PostgreSQL. Whoever stores one keeps its identifier, and deletes it when it is needed no more. */
@Repository
public class Files {
    public static final long MOST_BYTES = 20L << 20;
    private static final int PIECE = 1 << 20;
    private static final String FILE = """
            select f.id, f.name, f.type, c.size, encode(f.digest, 'hex') digest
              from file f join file_content c using (digest)
            """;
    private final JdbcClient db;
    private final Clock clock;

    Files(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Stores what {@code content} holds, as it passes; part of the caller's transaction.
     *
     * @param field the form's field, for the refusal
     * @param typedName as the sender's machine named it
     * @throws Refused when it is empty, larger than 20 MB, of a type that may not be attached, or named as another type
     */
    @Transactional
    public StoredFile store(String field, String typedName, InputStream content) {
        try {
            Path spool = java.nio.file.Files.createTempFile("maillage-", ".upload");
            try {
                return store(field, typedName, content, spool);
            } finally {
                java.nio.file.Files.delete(spool);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredFile store(String field, String typedName, InputStream content, Path spool) throws IOException {
        MessageDigest sha = sha256();
        long size;
        try (var limited = new DigestInputStream(content, sha);
                var out = java.nio.file.Files.newOutputStream(spool)) {
            size = copyAtMost(limited, out, MOST_BYTES + 1);
        }
        String shown = FileName.safe(typedName, FileType.TEXT).replaceFirst("\\.txt$", "");
        if (size == 0) throw new Refused(field, "files.empty", shown);
        if (size > MOST_BYTES) throw new Refused(field, "files.tooBig", shown);
        FileType type = FileTypes.of(spool, typedName).orElseThrow(() -> new Refused(field, "files.type", shown));
        if (FileName.lies(typedName, type))
            throw new Refused(field, "files.lies", shown, type.name(), type.extension());
        byte[] digest = sha.digest();
        keep(digest, size, spool);
        return insert(FileName.safe(typedName, type), type, size, digest);
    }

    public Optional<StoredFile> find(UUID id) {
        return db.sql(FILE + " where f.id = :id")
                .param("id", id)
                .query(Files::file)
                .optional();
    }

    /** Those that exist of {@code ids}, by identifier. */
    public Map<UUID, StoredFile> find(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return db.sql(FILE + " where f.id in (:ids)").param("ids", ids).query(Files::file).list().stream()
                .collect(Collectors.toMap(StoredFile::id, f -> f));
    }

    /** Deletes a file; its content leaves by the daily purge when no other file is made of it. */
    public void delete(UUID id) {
        db.sql("delete from file where id = :id").param("id", id).update();
    }

    /** Writes the content piece by piece: a slow reader holds no connection to the database. */
    public void write(StoredFile file, OutputStream out) throws IOException {
        byte[] digest = HexFormat.of().parseHex(file.digest());
        for (int number = 0; (long) number * PIECE < file.size(); number++)
            out.write(db.sql("select bytes from file_piece where digest = :digest and number = :number")
                    .param("digest", digest)
                    .param("number", number)
                    .query(byte[].class)
                    .single());
    }

    private void keep(byte[] digest, long size, Path spool) throws IOException {
        touch(digest, size);
        boolean known = db.sql("select exists (select from file_piece where digest = :digest)")
                .param("digest", digest)
                .query(Boolean.class)
                .single();
        if (known) return;
        try (InputStream in = java.nio.file.Files.newInputStream(spool)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE))
                db.sql("insert into file_piece (digest, number, bytes) values (:digest, :number, :bytes)")
                        .param("digest", digest)
                        .param("number", number++)
                        .param("bytes", piece)
                        .update();
        }
    }

    /** Locks the content's row until the transaction ends, and makes it young: neither a purge nor a double can interfere. */
    private void touch(byte[] digest, long size) {
        db.sql("""
                insert into file_content (digest, size, used_at) values (:digest, :size, :now)
                on conflict (digest) do update set used_at = excluded.used_at""")
                .param("digest", digest)
                .param("size", size)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private StoredFile insert(String name, FileType type, long size, byte[] digest) {
        UUID id = UUID.randomUUID();
        db.sql("insert into file (id, digest, name, type, stored_at) values (:id, :digest, :name, :type, :now)")
                .param("id", id)
                .param("digest", digest)
                .param("name", name)
                .param("type", type.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new StoredFile(id, name, type, size, HexFormat.of().formatHex(digest));
    }

    private static long copyAtMost(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long copied = 0;
        while (copied < most) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (n < 0) break;
            out.write(buffer, 0, n);
            copied += n;
        }
        return copied;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static StoredFile file(ResultSet row, int n) throws SQLException {
        return new StoredFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                FileType.valueOf(row.getString("type")),
                row.getLong("size"),
                row.getString("digest"));
    }
}
