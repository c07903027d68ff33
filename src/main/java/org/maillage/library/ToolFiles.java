package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.Files;
import org.maillage.files.StoredFile;
import org.maillage.kernel.DlaId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of tools, their versions, and who has which out. Callers own the transaction and have locked the tool. */
@Repository
class ToolFiles {
    private final JdbcClient db;
    private final Files files;
    private final Clock clock;

    ToolFiles(JdbcClient db, Files files, Clock clock) {
        this.db = db;
        this.files = files;
        this.clock = clock;
    }

    private record Row(
            UUID slot,
            @Nullable UUID origin,
            @Nullable Integer removedIn,
            int number,
            UUID file,
            int cameIn,
            Instant at,
            DlaId dla,
            ToolFile.@Nullable CheckOut out) {}

    /** The files that a tool has now, in the order in which they came. */
    List<ToolFile> of(UUID tool) {
        return all(tool).stream().filter(f -> !f.removed()).toList();
    }

    /** The same with those that were taken off. */
    List<ToolFile> all(UUID tool) {
        var bySlot = new LinkedHashMap<UUID, List<Row>>();
        rows(tool)
                .forEach(row -> bySlot.computeIfAbsent(row.slot, k -> new java.util.ArrayList<>())
                        .add(row));
        Map<UUID, StoredFile> stored = files.find(bySlot.values().stream()
                .flatMap(List::stream)
                .map(Row::file)
                .distinct()
                .toList());
        return bySlot.values().stream()
                .map(rows -> new ToolFile(
                        rows.getFirst().slot,
                        tool,
                        rows.getFirst().origin,
                        rows.stream()
                                .map(r -> new ToolFile.Version(
                                        r.number, Objects.requireNonNull(stored.get(r.file)), r.cameIn, r.at, r.dla))
                                .toList(),
                        rows.getFirst().removedIn,
                        rows.getFirst().out))
                .toList();
    }

    private List<Row> rows(UUID tool) {
        return db.sql("""
                        select f.id, f.origin, f.removed_in, v.number, v.file, v.came_in, v.at, v.dla,
                               c.person, p.name, c.dla out_dla, c.taken_at, c.until
                          from tool_file f
                          join tool_file_version v on v.slot = f.id
                          left join tool_checkout c on c.slot = f.id and c.until > :now
                          left join person p on p.id = c.person
                         where f.tool = :tool
                         order by f.turn, v.number desc""")
                .param("tool", tool)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, n) -> {
                    @Nullable UUID person = row.getObject("person", UUID.class);
                    return new Row(
                            row.getObject("id", UUID.class),
                            row.getObject("origin", UUID.class),
                            row.getObject("removed_in", Integer.class),
                            row.getInt("number"),
                            row.getObject("file", UUID.class),
                            row.getInt("came_in"),
                            Tools.instant(row, "at"),
                            new DlaId(row.getString("dla")),
                            person == null
                                    ? null
                                    : new ToolFile.CheckOut(
                                            person,
                                            row.getString("name"),
                                            new DlaId(row.getString("out_dla")),
                                            Tools.instant(row, "taken_at"),
                                            Tools.instant(row, "until")));
                })
                .list();
    }

    /** The tools that have a file made of this content now. */
    List<UUID> toolsWith(String digest) {
        return db.sql("""
                        select distinct f.tool
                          from file s
                          join tool_file_version v on v.file = s.id
                          join tool_file f on f.id = v.slot and f.removed_at is null
                         where s.digest = decode(:digest, 'hex')
                         order by f.tool""")
                .param("digest", digest)
                .query((row, n) -> row.getObject("tool", UUID.class))
                .list();
    }

    /** Adds a file in the tool's version {@code cameIn}. */
    UUID add(UUID tool, @Nullable UUID origin, UUID file, int cameIn, DlaId by, Instant now) {
        UUID slot = UUID.randomUUID();
        db.sql("insert into tool_file (id, tool, origin, added_at) values (:id, :tool, :origin, :now)")
                .param("id", slot)
                .param("tool", tool)
                .param("origin", origin)
                .param("now", now.atOffset(UTC))
                .update();
        add(slot, 1, file, cameIn, by, now);
        return slot;
    }

    /** Adds a version of a file, number {@code number}. */
    void add(UUID slot, int number, UUID file, int cameIn, DlaId by, Instant now) {
        db.sql("""
                insert into tool_file_version (slot, number, file, came_in, at, dla)
                values (:slot, :number, :file, :cameIn, :now, :dla)""")
                .param("slot", slot)
                .param("number", number)
                .param("file", file)
                .param("cameIn", cameIn)
                .param("now", now.atOffset(UTC))
                .param("dla", by.slug())
                .update();
    }

    /** Takes a file off; its versions stay to be read. */
    void remove(UUID slot, int removedIn, Instant now) {
        db.sql("update tool_file set removed_at = :now, removed_in = :removedIn where id = :id")
                .param("id", slot)
                .param("now", now.atOffset(UTC))
                .param("removedIn", removedIn)
                .update();
        release(slot);
    }

    /** Puts back a file that was taken off; the next version says so. */
    void returned(UUID slot) {
        db.sql("update tool_file set removed_at = null, removed_in = null where id = :id")
                .param("id", slot)
                .update();
    }

    void origin(UUID slot, UUID origin) {
        db.sql("update tool_file set origin = :origin where id = :id")
                .param("id", slot)
                .param("origin", origin)
                .update();
    }

    /** Takes a file out for {@code person}; false when somebody else has it. */
    boolean takeOut(UUID slot, UUID person, DlaId dla, Instant now, Instant until) {
        return db.sql("""
                        insert into tool_checkout (slot, person, dla, taken_at, until)
                        values (:slot, :person, :dla, :now, :until)
                        on conflict (slot) do update
                           set person = excluded.person, dla = excluded.dla, taken_at = excluded.taken_at, until = excluded.until
                         where tool_checkout.until <= :now or tool_checkout.person = excluded.person""")
                        .param("slot", slot)
                        .param("person", person)
                        .param("dla", dla.slug())
                        .param("now", now.atOffset(UTC))
                        .param("until", until.atOffset(UTC))
                        .update()
                > 0;
    }

    void release(UUID slot) {
        db.sql("delete from tool_checkout where slot = :slot")
                .param("slot", slot)
                .update();
    }
}
