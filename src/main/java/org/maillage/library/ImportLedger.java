package org.maillage.library;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was taken from a folder. Callers own the transaction. */
@Repository
class ImportLedger {
    private final JdbcClient db;
    private final Clock clock;

    ImportLedger(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param refused the sentence; empty when it was taken */
    record Line(String refused) {}

    /** What became of this content at this place; empty when it was never met. */
    Optional<Line> find(String path, String digest) {
        return db.sql("select refused from tool_import where path = :path and digest = :digest")
                .param("path", path)
                .param("digest", HexFormat.of().parseHex(digest))
                .query((row, n) -> new Line(row.getString("refused")))
                .optional();
    }

    /** Nobody else takes this content until the transaction ends; the tool that it already is, wherever it was met. */
    Optional<UUID> lock(String digest) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('import ' || :digest, 0))")
                .param("digest", digest)
                .query((row, n) -> true)
                .single();
        return db.sql("""
                select i.tool from tool_import i join tool t on t.id = i.tool
                 where i.digest = :digest and t.deleted_at is null order by i.at limit 1""")
                .param("digest", HexFormat.of().parseHex(digest))
                .query(UUID.class)
                .optional();
    }

    void taken(String path, String digest, UUID tool) {
        add(path, digest, tool, "");
    }

    void refused(String path, String digest, String sentence) {
        add(path, digest, null, sentence.substring(0, Math.min(1000, sentence.length())));
    }

    private void add(String path, String digest, @org.jspecify.annotations.Nullable UUID tool, String refused) {
        db.sql("""
                insert into tool_import (path, digest, tool, refused, at) values (:path, :digest, :tool, :refused, :now)
                on conflict (path, digest) do nothing""")
                .param("path", path)
                .param("digest", HexFormat.of().parseHex(digest))
                .param("tool", tool)
                .param("refused", refused)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
