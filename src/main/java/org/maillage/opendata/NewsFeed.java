package org.maillage.opendata;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.maillage.network.Profile;
import org.maillage.news.NewsItem;
import org.maillage.platform.PublicAddress;
import org.maillage.tenders.CleanText;
import org.maillage.web.Languages;
import org.maillage.web.Markdown;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Public news as an Atom feed (RFC 4287), in French. Identifiers are tag URIs (RFC 4151): they outlive any address. */
@Component
class NewsFeed {
    private final PublicAddress address;
    private final Profile profile;
    private final Languages languages;

    NewsFeed(PublicAddress address, Profile profile, Languages languages) {
        this.address = address;
        this.profile = profile;
        this.languages = languages;
    }

    /** @param tag to which {@code news} is narrowed; empty for all */
    String of(String tag, List<NewsItem> news) {
        Texts t = languages.french();
        String query = tag.isEmpty() ? "" : "?etiquette=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
        var feed = new Feed("atom_1.0");
        feed.setId(id("flux/actualites" + query));
        feed.setTitle(CleanText.line(t.localize("opendata.atom.news", profile.siteName())));
        feed.setUpdated(Date.from(
                news.stream().map(NewsItem::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH)));
        feed.setAuthors(List.of(author(profile.siteName())));
        feed.setOtherLinks(List.of(link("self", address.of("/flux/actualites.atom" + query), "application/atom+xml")));
        feed.setAlternateLinks(List.of(link("alternate", address.of("/actualites" + query), "text/html")));
        feed.setEntries(news.stream().map(this::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Entry entry(NewsItem item) {
        var entry = new Entry();
        entry.setId(id("actualites/" + item.slug()));
        entry.setTitle(CleanText.line(item.title()));
        entry.setPublished(Date.from(Objects.requireNonNull(item.publicAt())));
        entry.setUpdated(Date.from(item.updatedAt()));
        entry.setAuthors(List.of(author(item.author())));
        entry.setAlternateLinks(List.of(link("alternate", address.of(item.path()), "text/html")));
        if (!item.link().isEmpty()) entry.setOtherLinks(List.of(link("related", item.link(), null)));
        var categories = new ArrayList<Category>();
        for (String tag : item.tags()) {
            var category = new Category();
            category.setTerm(CleanText.line(tag));
            categories.add(category);
        }
        entry.setCategories(categories);
        if (!item.text().isEmpty()) {
            var content = new Content();
            content.setType("html");
            content.setValue(CleanText.of(Markdown.html(item.text())));
            entry.setContents(List.of(content));
        }
        return entry;
    }

    private static Link link(String relation, String href, @org.jspecify.annotations.Nullable String type) {
        var link = new Link();
        link.setRel(relation);
        link.setHref(href);
        if (type != null) link.setType(type);
        return link;
    }

    private static SyndPerson author(String name) {
        var author = new SyndPersonImpl();
        author.setName(CleanText.line(name));
        return author;
    }

    private String id(String what) {
        return "tag:" + address.publicUrl().getHost() + ",2026:" + what.replace("+", "%20");
    }
}
