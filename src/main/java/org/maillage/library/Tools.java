package org.maillage.library;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tools and their versions in PostgreSQL. Callers own the transaction. */
@Repository
class Tools {
    static final String COLUMNS = """
            t.id, t.dla, t.state, t.version, t.title, t.purpose, t.steps, t.domains, t.licence, t.body, t.links, t.tags,
            t.variant_of, t.base, t.review_on, t.created_at, t.changed_at, t.deleted_at,
            array(select a.dla from tool_author a where a.tool = t.id order by a.dla) authors""";
    private static final TypeReference<List<ToolContent.Link>> LINKS = new TypeReference<>() {};
    private final JdbcClient db;
    private final JsonMapper json;

    Tools(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** The tool, in the bin or not. */
    Optional<Tool> find(UUID id) {
        return db.sql("select " + COLUMNS + " from tool t where t.id = :id")
                .param("id", id)
                .query(this::tool)
                .optional();
    }

    /** The same, and nobody else changes it until the transaction ends. A common tool is locked before its variant. */
    Optional<Tool> lock(UUID id) {
        // First the lock, then the reading: what a faster writer committed meanwhile is seen.
        return db.sql("select id from tool where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** The living variants of a tool, by DLA. */
    List<Tool> variants(UUID common) {
        return db.sql("select " + COLUMNS
                        + " from tool t where t.variant_of = :common and t.deleted_at is null order by t.dla")
                .param("common", common)
                .query(this::tool)
                .list();
    }

    /** What lies in the bin of one DLA, the latest first. */
    List<Tool> bin(DlaId dla) {
        return db.sql("select " + COLUMNS + """
                         from tool t
                        where t.deleted_at is not null
                          and exists (select from tool_author a where a.tool = t.id and a.dla = :dla)
                        order by t.deleted_at desc, t.id limit 200""")
                .param("dla", dla.slug())
                .query(this::tool)
                .list();
    }

    /** Writes a new tool with its first version. */
    void add(Tool tool, String note) {
        content(db.sql("""
                        insert into tool (id, dla, state, version, title, purpose, steps, domains, licence, body, links, tags,
                               variant_of, base, created_at, changed_at)
                        values (:id, :dla, :state, 1, :title, :purpose, :steps, :domains, :licence, :body, cast(:links as jsonb),
                               :tags, :variantOf, :base, :at, :at)"""), tool.content())
                .param("id", tool.id())
                .param("dla", tool.dla().slug())
                .param("state", tool.state().name())
                .param("variantOf", tool.variantOf())
                .param("base", tool.base())
                .param("at", tool.createdAt().atOffset(UTC))
                .update();
        authors(tool.id(), tool.authors());
        add(
                tool.id(),
                new ToolVersion(1, tool.createdAt(), tool.dla(), ToolVersion.What.CREATED, note, tool.content()));
    }

    /**
     * Writes the next version.
     *
     * @return the tool as it now stands
     * @throws StaleVersion when someone saved since {@code tool} was read
     */
    Tool save(Tool tool, ToolContent content, DlaId by, ToolVersion.What what, String note, Instant now) {
        int written = content(db.sql("""
                        update tool
                           set title = :title, purpose = :purpose, steps = :steps, domains = :domains, licence = :licence,
                               body = :body, links = cast(:links as jsonb), tags = :tags,
                               version = version + 1, changed_at = :now
                         where id = :id and version = :version and deleted_at is null"""), content)
                .param("id", tool.id())
                .param("version", tool.version())
                .param("now", now.atOffset(UTC))
                .update();
        if (written == 0) throw new StaleVersion(tool.id());
        add(tool.id(), new ToolVersion(tool.version() + 1, now, by, what, note, content));
        return find(tool.id()).orElseThrow();
    }

    private void add(UUID tool, ToolVersion version) {
        db.sql("""
                insert into tool_version (tool, number, at, dla, what, note, content)
                values (:tool, :number, :at, :dla, :what, :note, cast(:content as jsonb))""")
                .param("tool", tool)
                .param("number", version.number())
                .param("at", version.at().atOffset(UTC))
                .param("dla", version.dla().slug())
                .param("what", version.what().name())
                .param("note", version.note())
                .param("content", json.writeValueAsString(version.content()))
                .update();
    }

    /** The versions of a tool, the latest first. */
    List<ToolVersion> versions(UUID tool) {
        return db.sql(
                        "select number, at, dla, what, note, content from tool_version where tool = :tool order by number desc")
                .param("tool", tool)
                .query(this::version)
                .list();
    }

    Optional<ToolVersion> version(UUID tool, int number) {
        return db.sql(
                        "select number, at, dla, what, note, content from tool_version where tool = :tool and number = :number")
                .param("tool", tool)
                .param("number", number)
                .query(this::version)
                .optional();
    }

    /** Moves a tool to {@code state}. */
    void move(UUID id, ToolState state, @Nullable LocalDate reviewOn, Instant now) {
        db.sql(
                        "update tool set state = :state, review_on = :reviewOn, changed_at = :now, variant_of = null, base = null where id = :id")
                .param("id", id)
                .param("state", state.name())
                .param("reviewOn", reviewOn)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** A common tool has been read again. */
    void review(UUID id, LocalDate next) {
        db.sql("update tool set review_on = :next where id = :id")
                .param("id", id)
                .param("next", next)
                .update();
    }

    /** A variant has taken up {@code version} of the common tool. */
    void rebase(UUID variant, int version) {
        db.sql("update tool set base = :version where id = :id")
                .param("id", variant)
                .param("version", version)
                .update();
    }

    /** Puts a tool into the bin, or takes it out with null. */
    void bin(UUID id, @Nullable Instant at) {
        db.sql("update tool set deleted_at = :at where id = :id")
                .param("id", id)
                .param("at", at == null ? null : at.atOffset(UTC))
                .update();
    }

    /** Replaces the authors. */
    void authors(UUID tool, Collection<DlaId> authors) {
        String[] slugs = authors.stream().map(DlaId::slug).toArray(String[]::new);
        db.sql("insert into tool_author (tool, dla) select :tool, unnest(:dlas) on conflict do nothing")
                .param("tool", tool)
                .param("dlas", slugs)
                .update();
        db.sql("delete from tool_author where tool = :tool and dla <> all(:dlas)")
                .param("tool", tool)
                .param("dlas", slugs)
                .update();
    }

    private JdbcClient.StatementSpec content(JdbcClient.StatementSpec statement, ToolContent content) {
        return statement
                .param("title", content.title())
                .param("purpose", content.purpose())
                .param("steps", content.steps().stream().map(Enum::name).toArray(String[]::new))
                .param("domains", content.domains().stream().map(Enum::name).toArray(String[]::new))
                .param("licence", content.licence().name())
                .param("body", content.text())
                .param("links", json.writeValueAsString(content.links()))
                .param("tags", content.tags().toArray(String[]::new));
    }

    private ToolVersion version(ResultSet row, int n) throws SQLException {
        return new ToolVersion(
                row.getInt("number"),
                instant(row, "at"),
                new DlaId(row.getString("dla")),
                ToolVersion.What.valueOf(row.getString("what")),
                row.getString("note"),
                json.readValue(row.getString("content"), ToolContent.class));
    }

    Tool tool(ResultSet row, int n) throws SQLException {
        @Nullable OffsetDateTime deleted = row.getObject("deleted_at", OffsetDateTime.class);
        return new Tool(
                row.getObject("id", UUID.class),
                new DlaId(row.getString("dla")),
                strings(row, "authors").stream().map(DlaId::new).toList(),
                ToolState.valueOf(row.getString("state")),
                row.getInt("version"),
                new ToolContent(
                        row.getString("title"),
                        row.getString("purpose"),
                        strings(row, "steps").stream().map(Step::valueOf).toList(),
                        strings(row, "domains").stream().map(Domain::valueOf).toList(),
                        Licence.valueOf(row.getString("licence")),
                        row.getString("body"),
                        json.readValue(row.getString("links"), LINKS),
                        strings(row, "tags")),
                row.getObject("variant_of", UUID.class),
                row.getObject("base", Integer.class),
                row.getObject("review_on", LocalDate.class),
                instant(row, "created_at"),
                instant(row, "changed_at"),
                deleted == null ? null : deleted.toInstant());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
