package org.maillage.news;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.StaleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Information in PostgreSQL. Callers own the transaction. */
@Repository
class NewsItems {
    private static final String ITEM = """
            select i.*, coalesce(d.name, p.centre) author
              from news_item i
              cross join network_profile p
              left join dla d on d.id = i.dla
            """;
    private static final String LIVE = " i.withdrawn_at is null and i.expires_at > :now ";
    private static final String TAGGED = " and (:tag = '' or i.tags @> array[cast(:tag as text)]) ";
    private final JdbcClient db;

    NewsItems(JdbcClient db) {
        this.db = db;
    }

    Optional<NewsItem> find(UUID id) {
        return db.sql(ITEM + " where i.id = :id")
                .param("id", id)
                .query(NewsItems::item)
                .optional();
    }

    /** A public information that can be read at {@code now}. */
    Optional<NewsItem> publicOne(String slug, Instant now) {
        return db.sql(ITEM + " where i.slug = :slug and i.public_at is not null and" + LIVE)
                .param("slug", slug)
                .param("now", utc(now))
                .query(NewsItems::item)
                .optional();
    }

    /** What the network reads, the newest first. @param tag exact, or empty for all */
    List<NewsItem> inside(String tag, Instant now, int most, int offset) {
        return db.sql(ITEM + " where" + LIVE + TAGGED
                        + " order by i.published_at desc, i.id limit :most offset :offset")
                .param("tag", tag)
                .param("now", utc(now))
                .param("most", most)
                .param("offset", offset)
                .query(NewsItems::item)
                .list();
    }

    long insideCount(String tag, Instant now) {
        return count(LIVE + TAGGED, tag, now);
    }

    /** What everyone reads, the latest made public first. */
    List<NewsItem> everyones(String tag, Instant now, int most, int offset) {
        return db.sql(ITEM + " where i.public_at is not null and" + LIVE + TAGGED
                        + " order by i.public_at desc, i.id limit :most offset :offset")
                .param("tag", tag)
                .param("now", utc(now))
                .param("most", most)
                .param("offset", offset)
                .query(NewsItems::item)
                .list();
    }

    long everyonesCount(String tag, Instant now) {
        return count(" i.public_at is not null and" + LIVE + TAGGED, tag, now);
    }

    private long count(String condition, String tag, Instant now) {
        return db.sql("select count(*) from news_item i where" + condition)
                .param("tag", tag)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    /** Everything of one DLA, or of the centre when null, expired and withdrawn included, the newest first. */
    List<NewsItem> of(@Nullable DlaId dla) {
        return db.sql(ITEM + " where i.dla is not distinct from :dla order by i.published_at desc, i.id limit 200")
                .param("dla", dla == null ? null : dla.slug())
                .query(NewsItems::item)
                .list();
    }

    /** Tags of what can be read at {@code now}, the most used first. */
    List<String> tags(Instant now, boolean publicOnly, int most) {
        return db.sql("""
                select t.tag
                  from news_item i cross join unnest(i.tags) t(tag)
                 where (not :publicOnly or i.public_at is not null) and""" + LIVE + """
                 group by t.tag
                 order by count(*) desc, t.tag
                 limit :most""")
                .param("publicOnly", publicOnly)
                .param("now", utc(now))
                .param("most", most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Takes turns with whoever shares the same link at this very moment, until the end of the transaction. */
    void takeTurns(String linkKey) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('news ' || :key, 0))")
                .param("key", linkKey)
                .query((row, n) -> true)
                .single();
    }

    /** What can be read and was shared with the same link since {@code since}, the newest. */
    Optional<NewsItem> sharing(String linkKey, Instant since, Instant now) {
        return db.sql(ITEM + " where i.link_key = :key and i.published_at > :since and" + LIVE
                        + " order by i.published_at desc limit 1")
                .param("key", linkKey)
                .param("since", utc(since))
                .param("now", utc(now))
                .query(NewsItems::item)
                .optional();
    }

    boolean taken(String slug) {
        return db.sql("select exists (select from news_item where slug = :slug)")
                .param("slug", slug)
                .query(Boolean.class)
                .single();
    }

    void add(NewsItem item) {
        written(db.sql("""
                insert into news_item (id, slug, dla, title, text, link, link_key, tags, published_at, public_at,
                                       updated_at, expires_at)
                values (:id, :slug, :dla, :title, :text, :link, :key, :tags, :published, :public, :updated, :expires)"""), item)
                .param("slug", item.slug())
                .param("dla", item.dla() == null ? null : item.dla().slug())
                .param("published", utc(item.publishedAt()))
                .update();
    }

    /** @throws StaleVersion when someone saved since {@code item} was read */
    void save(NewsItem item) {
        int rows = written(db.sql("""
                update news_item
                   set title = :title, text = :text, link = :link, link_key = :key, tags = :tags, public_at = :public,
                       updated_at = :updated, expires_at = :expires, withdrawn_at = :withdrawn, version = version + 1
                 where id = :id and version = :version"""), item)
                .param("withdrawn", utc(item.withdrawnAt()))
                .param("version", item.version())
                .update();
        if (rows == 0) throw new StaleVersion("news");
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec sql, NewsItem item) {
        return sql.param("id", item.id())
                .param("title", item.title())
                .param("text", item.text())
                .param("link", item.link())
                .param("key", new Link(item.link()).key())
                .param("tags", item.tags().toArray(String[]::new))
                .param("public", utc(item.publicAt()))
                .param("updated", utc(item.updatedAt()))
                .param("expires", utc(item.expiresAt()));
    }

    /** Gives everything that can be read at {@code now}, row by row. */
    void each(Instant now, Consumer<NewsItem> items) {
        try (var rows = db
                .sql(ITEM + " where" + LIVE + " order by i.id")
                .param("now", utc(now))
                .query(NewsItems::item)
                .stream()) {
            rows.forEach(items);
        }
    }

    /** Those that stopped being readable since {@code since}. */
    List<UUID> expired(Instant since, Instant now) {
        return db.sql("select id from news_item where expires_at > :since and expires_at <= :now")
                .param("since", utc(since))
                .param("now", utc(now))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** When anything in the public news last changed, the passing of time included, and how many there are. */
    PublicNews.Version version(Instant now) {
        return db.sql("""
                select count(*) filter (where withdrawn_at is null and expires_at > :now and public_at is not null) items,
                       max(greatest(updated_at, case when expires_at <= :now then expires_at end)) changed
                  from news_item""")
                .param("now", utc(now))
                .query((row, n) -> {
                    var changed = row.getObject("changed", OffsetDateTime.class);
                    return new PublicNews.Version(
                            row.getLong("items"), changed == null ? Instant.EPOCH : changed.toInstant());
                })
                .single();
    }

    private static NewsItem item(ResultSet row, int n) throws SQLException {
        @Nullable String dla = row.getString("dla");
        return new NewsItem(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                dla == null ? null : new DlaId(dla),
                row.getString("author"),
                row.getString("title"),
                row.getString("text"),
                row.getString("link"),
                List.of((String[]) row.getArray("tags").getArray()),
                instant(row, "published_at"),
                maybe(row, "public_at"),
                instant(row, "updated_at"),
                instant(row, "expires_at"),
                maybe(row, "withdrawn_at"),
                row.getInt("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
