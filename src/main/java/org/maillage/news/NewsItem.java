package org.maillage.news;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Markdown;

/**
 * An information that a DLA or the network's centre shares.
 *
 * @param slug names it in public addresses, for good
 * @param dla null when the centre shares it
 * @param author name of the DLA, or of the centre: no person
 * @param text Markdown, may be empty
 * @param link {@code http} or {@code https} address elsewhere; empty when there is none
 * @param publicAt since when everyone may read it; null when it is for the network only
 * @param expiresAt from then on nobody reads it any more (UTC)
 * @param withdrawnAt when its authors took it back; null when they did not
 */
public record NewsItem(
        UUID id,
        String slug,
        @Nullable DlaId dla,
        String author,
        String title,
        String text,
        String link,
        List<String> tags,
        Instant publishedAt,
        @Nullable Instant publicAt,
        Instant updatedAt,
        Instant expiresAt,
        @Nullable Instant withdrawnAt,
        int version) {
    private static final int EXCERPT = 240;

    public NewsItem {
        tags = List.copyOf(tags);
    }

    public boolean isPublic() {
        return publicAt != null;
    }

    /** Whether it can be read at {@code now}. */
    public boolean live(Instant now) {
        return withdrawnAt == null && expiresAt.isAfter(now);
    }

    /** Whether {@code member} is of those who shared it: they may change it, and put it back. */
    public boolean mayChange(Member member) {
        return dla == null ? member.role() == Role.FACILITATOR : member.runs(dla);
    }

    /** Its page for everyone. */
    public String path() {
        return "/actualites/" + slug;
    }

    /** Its page for the network. */
    public String insidePath() {
        return "/espace/actualites/" + id;
    }

    /** The host that its link leads to; empty without link. */
    public String site() {
        return new Link(link).site();
    }

    /** Its text without markup. */
    public String plainText() {
        var html = Jsoup.parse(Markdown.html(text));
        html.select("li").prepend("• ");
        return html.text();
    }

    /** The beginning of its text without markup, cut at a word. */
    public String excerpt() {
        String plain = plainText();
        if (plain.length() <= EXCERPT) return plain;
        int end = plain.lastIndexOf(' ', EXCERPT);
        return plain.substring(0, end > 0 ? end : EXCERPT) + "…";
    }
}
