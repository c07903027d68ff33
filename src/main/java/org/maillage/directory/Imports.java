package org.maillage.directory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.directory.ImportPlan.State;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Files that were read and wait for a yes, in PostgreSQL. Callers own the transaction. */
@Repository
public class Imports {
    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final JsonMapper json;

    Imports(JdbcClient db, JdbcTemplate batches, JsonMapper json) {
        this.db = db;
        this.batches = batches;
        this.json = json;
    }

    /**
     * One file.
     *
     * @param ignored headings that mean nothing here
     * @param plan which preview of it is shown
     * @param appliedAt null while it waits
     */
    public record Import(
            UUID id,
            List<String> header,
            List<String> ignored,
            int plan,
            Instant expiresAt,
            @Nullable Instant appliedAt,
            int news,
            int changes) {}

    /** Adds a file; another one of the same person that waits is dropped. */
    void add(Import file, UUID person, List<ImportPlan.Line> lines, Instant now) {
        db.sql("delete from provider_import where person = :person")
                .param("person", person)
                .update();
        db.sql("""
                insert into provider_import (id, person, header, ignored, created_at, expires_at)
                values (:id, :person, :header, :ignored, :now, :expires)""")
                .param("id", file.id())
                .param("person", person)
                .param("header", file.header().toArray(String[]::new))
                .param("ignored", file.ignored().toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", file.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        lines(file.id(), lines);
    }

    /** Puts {@code lines} in the place of those that were there: another preview. */
    void replan(UUID id, List<ImportPlan.Line> lines) {
        db.sql("update provider_import set plan = plan + 1 where id = :id")
                .param("id", id)
                .update();
        db.sql("delete from provider_import_line where import = :id")
                .param("id", id)
                .update();
        lines(id, lines);
    }

    private void lines(UUID id, List<ImportPlan.Line> lines) {
        batches.batchUpdate(
                "insert into provider_import_line (import, line, state, raw, plan) values (?, ?, ?, ?, cast(? as jsonb))",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(java.sql.PreparedStatement row, int i) throws java.sql.SQLException {
                        ImportPlan.Line line = lines.get(i);
                        row.setObject(1, id);
                        row.setInt(2, line.line());
                        row.setString(3, line.state().name());
                        row.setArray(
                                4,
                                row.getConnection()
                                        .createArrayOf("text", line.raw().toArray(String[]::new)));
                        row.setString(5, json.writeValueAsString(line));
                    }

                    @Override
                    public int getBatchSize() {
                        return lines.size();
                    }
                });
    }

    /** A file of {@code person} that has not expired at {@code now}. @param lock whether others wait for this transaction */
    Optional<Import> find(UUID id, UUID person, Instant now, boolean lock) {
        return db.sql("""
                select * from provider_import
                 where id = :id and person = :person and expires_at > :now""" + (lock ? " for update" : ""))
                .param("id", id)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    var applied = row.getObject("applied_at", OffsetDateTime.class);
                    return new Import(
                            id,
                            List.of((String[]) row.getArray("header").getArray()),
                            List.of((String[]) row.getArray("ignored").getArray()),
                            row.getInt("plan"),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                            applied == null ? null : applied.toInstant(),
                            row.getInt("news"),
                            row.getInt("changes"));
                })
                .optional();
    }

    Map<State, Long> counts(UUID id) {
        var counts = new EnumMap<State, Long>(State.class);
        for (State state : State.values()) counts.put(state, 0L);
        db.sql("select state, count(*) lines from provider_import_line where import = :id group by state")
                .param("id", id)
                .query(row -> {
                    counts.put(State.valueOf(row.getString("state")), row.getLong("lines"));
                });
        return counts;
    }

    /** @param state null for all */
    List<ImportPlan.Line> lines(UUID id, @Nullable State state, int most, int offset) {
        return db.sql("""
                select plan from provider_import_line
                 where import = :id and (cast(:state as text) is null or state = :state)
                 order by line limit :most offset :offset""")
                .param("id", id)
                .param("state", state == null ? null : state.name())
                .param("most", most)
                .param("offset", offset)
                .query((row, n) -> json.readValue(row.getString("plan"), ImportPlan.Line.class))
                .list();
    }

    /** It is done: what was accepted is forgotten, what was refused stays until the file expires, for its report. */
    void applied(UUID id, int news, int changes, Instant now) {
        db.sql("update provider_import set applied_at = :now, news = :news, changes = :changes where id = :id")
                .param("id", id)
                .param("news", news)
                .param("changes", changes)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("delete from provider_import_line where import = :id and state <> 'REFUSED'")
                .param("id", id)
                .update();
    }

    void remove(UUID id, UUID person) {
        db.sql("delete from provider_import where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .update();
    }

    int expire(Instant now) {
        return db.sql("delete from provider_import where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
