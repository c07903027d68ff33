package org.maillage.news;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.maillage.kernel.Role;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** News in the search: what can be read can be found, for as long. */
@Component
class NewsIndex implements SearchSource {
    private final NewsItems items;
    private final SearchIndex index;
    private final Clock clock;

    NewsIndex(NewsItems items, SearchIndex index, Clock clock) {
        this.items = items;
        this.index = index;
        this.clock = clock;
    }

    /** Brings the index to where {@code item} stands, in the transaction of its change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(NewsItem item, Instant now) {
        if (item.live(now)) index.put(entry(item));
        else index.remove(Kind.NEWS, item.id().toString());
    }

    /** Takes out what has expired; run often, and again after a crash, it changes nothing more. */
    @Transactional
    public void sweep() {
        Instant now = clock.instant();
        // What has expired stays in its table for a month: a sweep that comes late still finds it.
        items.expired(now.minus(NewsTraces.KEPT), now).forEach(id -> index.remove(Kind.NEWS, id.toString()));
    }

    @Override
    public Kind kind() {
        return Kind.NEWS;
    }

    @Override
    @Transactional(readOnly = true)
    public void each(Consumer<Entry> entries) {
        items.each(clock.instant(), item -> entries.accept(entry(item)));
    }

    private static Entry entry(NewsItem item) {
        return new Entry(
                Kind.NEWS,
                item.id().toString(),
                item.isPublic() ? item.path() : item.insidePath(),
                item.title(),
                item.excerpt(),
                item.plainText() + "\n" + String.join(", ", item.tags()) + "\n" + item.author() + "\n" + item.site(),
                List.of(),
                List.of(),
                item.isPublic() ? Audience.everyone() : Audience.roles(Role.OFFICER, Role.FACILITATOR),
                item.publishedAt());
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> newsSweepTask(NewsIndex index) {
            return Tasks.recurring("news-sweep", Schedules.fixedDelay(Duration.ofMinutes(10)))
                    .execute((instance, context) -> index.sweep());
        }
    }
}
