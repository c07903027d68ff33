package org.maillage.news;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Slugs;
import org.maillage.kernel.StaleVersion;
import org.maillage.news.NewsForm.Content;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers and the facilitator do with information: share it, complete it, take it back. */
@Service
class Sharing {
    /** Within this time the same link is taken for the same information. */
    static final Duration SAME = Duration.ofDays(30);
    /** All tags in use; beyond that a spelling is not recognised, which harms nobody. */
    private static final int KNOWN = 1_000;

    private static final String NETWORK = "reseau";

    private final NewsItems items;
    private final NewsIndex index;
    private final Clock clock;

    Sharing(NewsItems items, NewsIndex index, Clock clock) {
        this.items = items;
        this.index = index;
        this.clock = clock;
    }

    /**
     * What sharing came to.
     *
     * @param same who shared this link lately: nothing was added then
     */
    record Shared(@Nullable NewsItem added, @Nullable NewsItem same) {}

    /**
     * Shares an information under the name of the member's DLA, or of the centre.
     *
     * @param again whether to share even a link that someone shared lately
     * @throws Refused by field, in the words of {@link NewsForm}
     */
    @Transactional
    public Shared share(NewsForm form, boolean again, Member by) {
        Instant now = now();
        Content content = form.content(known());
        if (content.lasts().isZero()) throw new Refused("duree", "news.days.unknown");
        if (!content.link().key().isEmpty()) {
            items.takeTurns(content.link().key());
            Optional<NewsItem> same = items.sharing(content.link().key(), now.minus(SAME), now);
            if (same.isPresent() && !again) return new Shared(null, same.get());
        }
        UUID id = UUID.randomUUID();
        var item = new NewsItem(
                id,
                slug(content.title(), id, now),
                by.dla(),
                "",
                content.title(),
                content.text(),
                content.link().text(),
                content.tags(),
                now,
                content.isPublic() ? now : null,
                now,
                now.plus(content.lasts()),
                null,
                0);
        items.add(item);
        return new Shared(indexed(id, now), null);
    }

    /** One information that {@code member} may change. @throws NotFound otherwise */
    @Transactional(readOnly = true)
    public NewsItem mine(UUID id, Member member) {
        return items.find(id).filter(i -> i.mayChange(member)).orElseThrow(() -> new NotFound("news"));
    }

    /**
     * Changes an information as {@code by} saw it.
     *
     * @throws StaleVersion when a colleague saved in between
     */
    @Transactional
    public NewsItem edit(UUID id, int seen, NewsForm form, Member by) {
        NewsItem old = seen(id, seen, by);
        Content content = form.content(known());
        Instant now = now();
        items.save(new NewsItem(
                id,
                old.slug(),
                old.dla(),
                old.author(),
                content.title(),
                content.text(),
                content.link().text(),
                content.tags(),
                old.publishedAt(),
                publicSince(old, content.isPublic(), now),
                now,
                content.lasts().isZero() ? old.expiresAt() : now.plus(content.lasts()),
                old.withdrawnAt(),
                seen));
        return indexed(id, now);
    }

    /** Shows it to everyone, or to the network only. */
    @Transactional
    public void show(UUID id, int seen, boolean everyone, Member by) {
        NewsItem old = seen(id, seen, by);
        Instant now = now();
        save(old, old.tags(), publicSince(old, everyone, now), old.expiresAt(), old.withdrawnAt(), now);
    }

    /** Takes it back: nobody reads it any more, from now on. */
    @Transactional
    public void withdraw(UUID id, int seen, Member by) {
        NewsItem old = seen(id, seen, by);
        Instant now = now();
        save(old, old.tags(), old.publicAt(), old.expiresAt(), now, now);
    }

    /** Puts back what was withdrawn or has expired; what has expired lasts as long again as by default. */
    @Transactional
    public void restore(UUID id, int seen, Member by) {
        NewsItem old = seen(id, seen, by);
        Instant now = now();
        Instant until =
                old.expiresAt().isAfter(now) ? old.expiresAt() : now.plus(Duration.ofDays(NewsForm.DEFAULT_DAYS));
        save(old, old.tags(), old.publicAt(), until, null, now);
    }

    /** Adds tags to what anyone of the network shared; everything else is its authors' alone. @return whether any was new */
    @Transactional
    public boolean addTags(UUID id, NewsForm form) {
        Instant now = now();
        NewsItem old = items.find(id).filter(i -> i.live(now)).orElseThrow(() -> new NotFound("news"));
        var all = new LinkedHashSet<>(old.tags());
        all.addAll(Tags.of(form.etiquettes(), form.etiquette(), known()));
        if (all.size() > Tags.MOST) throw new Refused("etiquettes", "news.tags.many", Tags.MOST);
        if (all.size() > old.tags().size())
            save(old, new ArrayList<>(all), old.publicAt(), old.expiresAt(), old.withdrawnAt(), now);
        return all.size() > old.tags().size();
    }

    private void save(
            NewsItem old,
            List<String> tags,
            @Nullable Instant publicAt,
            Instant expiresAt,
            @Nullable Instant withdrawnAt,
            Instant now) {
        items.save(new NewsItem(
                old.id(),
                old.slug(),
                old.dla(),
                old.author(),
                old.title(),
                old.text(),
                old.link(),
                tags,
                old.publishedAt(),
                publicAt,
                now,
                expiresAt,
                withdrawnAt,
                old.version()));
        indexed(old.id(), now);
    }

    private NewsItem seen(UUID id, int seen, Member by) {
        NewsItem old = mine(id, by);
        if (old.version() != seen) throw new StaleVersion("news");
        return old;
    }

    private NewsItem indexed(UUID id, Instant now) {
        NewsItem item = items.find(id).orElseThrow();
        index.follow(item, now);
        return item;
    }

    private static @Nullable Instant publicSince(NewsItem old, boolean everyone, Instant now) {
        if (!everyone) return null;
        return old.publicAt() == null ? now : old.publicAt();
    }

    private List<String> known() {
        return items.tags(now(), false, KNOWN);
    }

    /** {@code 2026-11-fonds-d-avenir-3fa2}: the end tells two of one title apart. */
    private String slug(String title, UUID id, Instant now) {
        var day = now.atZone(Paris.ZONE);
        String name = Slugs.of(title, 60);
        String start = "%d-%02d-%s".formatted(day.getYear(), day.getMonthValue(), name.isEmpty() ? NETWORK : name);
        String end = id.toString().replace("-", "");
        String slug = start + "-" + end.substring(0, 4);
        return items.taken(slug) ? start + "-" + end : slug;
    }

    /** As PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
