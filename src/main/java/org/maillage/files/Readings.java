package org.maillage.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maillage.files.apart.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was read in contents, and the queue of those that wait for it. */
@Repository
public class Readings {
    static final int MOST_ATTEMPTS = 3;
    /** Longer than reading one content may take. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final Clock clock;

    Readings(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A content to read, held by the node that claimed it; {@code attempt} is the proof that it still holds it. */
    record Claimed(String digest, FileType type, int attempt) {}

    /**
     * Has {@code file} read in the background, once a content. Its row is locked until the caller commits: a reading that
     * ends meanwhile waits, so that its event finds what the caller is writing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(StoredFile file) {
        db.sql("""
                insert into file_text as t (digest, type, due_at) values (:digest, :type, :now)
                on conflict (digest) do update set due_at = t.due_at""")
                .param("digest", bytes(file.digest()))
                .param("type", file.type().name())
                .param("now", utc(clock.instant()))
                .update();
    }

    /** By digest; a content that nobody asked to read is missing. */
    public Map<String, Reading> of(Collection<StoredFile> files) {
        if (files.isEmpty()) return Map.of();
        return db
                .sql("""
                select encode(t.digest, 'hex') digest, t.state, t.shortened, p.width, p.height
                  from file_text t left join file_preview p using (digest)
                 where t.digest = any(:digests)""")
                .param(
                        "digests",
                        files.stream().map(f -> bytes(f.digest())).distinct().toArray(byte[][]::new))
                .query((row, n) -> Map.entry(row.getString("digest"), reading(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The words in {@code file}, plain; empty when they are not there, or not yet. At most 500,000 characters. */
    public String text(StoredFile file) {
        return text(file.digest());
    }

    /** The same by digest. */
    public String text(String digest) {
        return db.sql("select text from file_text where digest = :digest")
                .param("digest", bytes(digest))
                .query(String.class)
                .optional()
                .orElse("");
    }

    Optional<byte[]> preview(StoredFile file) {
        return db.sql("select bytes from file_preview where digest = :digest")
                .param("digest", bytes(file.digest()))
                .query(byte[].class)
                .optional();
    }

    boolean hasPreview(String digest) {
        return db.sql("select exists (select from file_preview where digest = :digest)")
                .param("digest", bytes(digest))
                .query(Boolean.class)
                .single();
    }

    /** Leases the content that has waited longest; gives up on one that has seen enough nodes die. */
    @Transactional
    Optional<Claimed> claim() {
        Instant now = clock.instant();
        db.sql("""
                update file_text set state = 'UNREADABLE', lease_until = null
                 where state = 'READING' and lease_until < :now and attempts >= :most""").param("now", utc(now)).param("most", MOST_ATTEMPTS).update();
        return db.sql("""
                update file_text
                   set state = 'READING', attempts = attempts + 1, lease_until = :until
                 where digest = (
                    select digest from file_text
                     where state in ('WAITING', 'READING') and due_at <= :now
                       and (state = 'WAITING' or lease_until < :now)
                     order by due_at for update skip locked limit 1)
                returning encode(digest, 'hex') digest, type, attempts""")
                .param("now", utc(now))
                .param("until", utc(now.plus(LEASE)))
                .query((row, n) -> new Claimed(
                        row.getString("digest"), FileType.valueOf(row.getString("type")), row.getInt("attempts")))
                .optional();
    }

    /** Records what came of it. @return false when another node holds it by now: nothing was written */
    boolean over(Claimed claimed, ReadingState state, String text, boolean shortened) {
        return db.sql("""
                update file_text set state = :state, text = :text, shortened = :shortened, lease_until = null
                 where digest = :digest and state = 'READING' and attempts = :attempt""")
                        .param("state", state.name())
                        .param("text", text)
                        .param("shortened", shortened)
                        .param("digest", bytes(claimed.digest()))
                        .param("attempt", claimed.attempt())
                        .update()
                == 1;
    }

    /** Lets it wait, then be tried again. */
    void postpone(Claimed claimed, Duration delay) {
        db.sql("""
                update file_text set state = 'WAITING', due_at = :due, lease_until = null
                 where digest = :digest and state = 'READING' and attempts = :attempt""")
                .param("due", utc(clock.instant().plus(delay)))
                .param("digest", bytes(claimed.digest()))
                .param("attempt", claimed.attempt())
                .update();
    }

    void keepPreview(Claimed claimed, Answer picture) {
        db.sql("""
                insert into file_preview (digest, width, height, bytes) values (:digest, :width, :height, :bytes)
                on conflict do nothing""")
                .param("digest", bytes(claimed.digest()))
                .param("width", picture.width())
                .param("height", picture.height())
                .param("bytes", picture.content())
                .update();
    }

    /** Size of a content that is still there; empty when it left meanwhile. */
    Optional<Long> size(String digest) {
        return db.sql("select size from file_content where digest = :digest")
                .param("digest", bytes(digest))
                .query(Long.class)
                .optional();
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                ReadingState.valueOf(row.getString("state")),
                row.getBoolean("shortened"),
                row.getInt("width"),
                row.getInt("height"));
    }

    private static byte[] bytes(String digest) {
        return HexFormat.of().parseHex(digest);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
