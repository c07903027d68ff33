package org.maillage.news;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** News that everyone may read, for other public pages and for machines. */
@Service
@Transactional(readOnly = true)
public class PublicNews {
    private final NewsItems items;
    private final Clock clock;

    PublicNews(NewsItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    /**
     * State of the public news: another one, or an older one, means that something changed.
     *
     * @param changedAt last change, the epoch when there never was one (UTC)
     */
    public record Version(long items, Instant changedAt) {}

    /** The latest, at most {@code most}. @param tag exact, or empty for all */
    public List<NewsItem> latest(String tag, int most) {
        return items.everyones(tag, clock.instant(), most, 0);
    }

    public Version version() {
        return items.version(clock.instant());
    }
}
