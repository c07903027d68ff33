package org.maillage.demonstration;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Slugs;
import org.maillage.platform.Demonstration;
import org.maillage.search.Kind;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Three months of information that the DLAs shared, some of it with everyone, one piece of it expired. */
@Component
@Demonstration
@Order(60)
class NewsChapter implements Chapter {
    private final JdbcClient db;
    private final Indexed indexed;

    NewsChapter(JdbcClient db, Indexed indexed) {
        this.db = db;
        this.indexed = indexed;
    }

    /** @param dla null for the centre */
    record Shared(
            @Nullable String dla,
            int daysAgo,
            int days,
            boolean everyone,
            String title,
            String link,
            String text,
            List<String> tags) {}

    @Override
    public String table() {
        return "news_item";
    }

    @Override
    public void write(Instant now) {
        for (Shared shared : Resource.list("news", Shared.class)) {
            Instant at = now.minus(Duration.ofDays(shared.daysAgo())).minus(Duration.ofMinutes(47));
            UUID id = UUID.nameUUIDFromBytes(shared.title().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var day = at.atOffset(ZoneOffset.UTC);
            db.sql("""
                    insert into news_item (id, slug, dla, title, text, link, link_key, tags, published_at, public_at, updated_at, expires_at)
                    values (:id, :slug, :dla, :title, :text, :link, regexp_replace(:link, '^https://', ''), :tags, :at,
                            case when :everyone then cast(:at as timestamptz) end, :at, :expires)""")
                    .param("id", id)
                    .param(
                            "slug",
                            "%d-%02d-%s-%s"
                                    .formatted(
                                            day.getYear(),
                                            day.getMonthValue(),
                                            Slugs.of(shared.title(), 60),
                                            id.toString().substring(0, 4)))
                    .param("dla", shared.dla())
                    .param("title", shared.title())
                    .param("text", shared.text())
                    .param("link", shared.link())
                    .param("tags", shared.tags().toArray(String[]::new))
                    .param("everyone", shared.everyone())
                    .param("at", Timestamp.from(at))
                    .param("expires", Timestamp.from(at.plus(Duration.ofDays(shared.days()))))
                    .update();
        }
        indexed.all(Kind.NEWS);
    }
}
