package org.maillage.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    /** What goes with a public page. */
    public static final long SMALL = 20L << 20;
    /** What members share among themselves; the database takes nothing larger. */
    public static final long LARGE = 50L << 20;

    static final int PIECE = 1 << 20;
    private static final String FILE = """
            select f.id, f.name, f.type, c.size, encode(f.digest, 'hex') digest
              from file f join file_content c using (digest)
            """;
    private final JdbcClient db;
    private final Clock clock;
    private final Inspector inspector;

    Files(JdbcClient db, Clock clock, Inspector inspector) {
        this.db = db;
        this.inspector = inspector;
        this.clock = clock;
    }

    /**
     * Stores what {@code content} holds, as it passes; part of the caller's transaction, which a refusal leaves as it was.
     *
     * @param field the form's field, for the refusal
     * @param typedName as the sender's machine named it
     * @param most bytes: {@link #SMALL}, {@link #LARGE} or less
     * @throws Refused when it is empty, larger than {@code most}, named as another type, or unfit to be kept ({@link Unfit})
     */
    @Transactional(noRollbackFor = Refused.class)
    public StoredFile store(String field, String typedName, InputStream content, long most) {
        try (Arrival arrival = arrive(typedName, content, most)) {
            return keep(arrival, admit(field, arrival));
        }
    }

    /** Stores a document that the platform made itself: not looked into. */
    @Transactional
    public StoredFile storeOwn(String name, byte[] content) {
        try (Arrival arrival = arrive(name, new ByteArrayInputStream(content), LARGE)) {
            return keep(arrival, inspector.plausible("", arrival));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of three steps of {@link #store}, for who has something to do between them; outside of a transaction. */
    public Arrival arrive(String typedName, InputStream content, long most) {
        try {
            return Arrival.of(typedName, content, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The second step, which may take seconds; outside of a transaction.
     *
     * @throws Refused as {@link #store} does
     */
    public FileType admit(String field, Arrival arrival) {
        try {
            return inspector.admit(field, arrival);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last step: keeps what was admitted; part of the caller's transaction. */
    @Transactional
    public StoredFile keep(Arrival arrival, FileType type) {
        byte[] digest = HexFormat.of().parseHex(arrival.digest());
        touch(digest, arrival.size());
        pieces(digest, arrival.path());
        return insert(FileName.safe(arrival.typedName(), type), type, arrival.size(), digest);
    }

    /** Another file of the same content: each is deleted on its own. */
    @Transactional
    public StoredFile again(StoredFile file) {
        byte[] digest = HexFormat.of().parseHex(file.digest());
        touch(digest, file.size());
        return insert(file.name(), file.type(), file.size(), digest);
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

    private void pieces(byte[] digest, Path path) {
        boolean known = db.sql("select exists (select from file_piece where digest = :digest)")
                .param("digest", digest)
                .query(Boolean.class)
                .single();
        if (known) return;
        try (InputStream in = java.nio.file.Files.newInputStream(path)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE))
                db.sql("insert into file_piece (digest, number, bytes) values (:digest, :number, :bytes)")
                        .param("digest", digest)
                        .param("number", number++)
                        .param("bytes", piece)
                        .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static StoredFile file(ResultSet row, int n) throws SQLException {
        return new StoredFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                FileType.valueOf(row.getString("type")),
                row.getLong("size"),
                row.getString("digest"));
    }
}
