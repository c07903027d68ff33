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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.maillage.network.Profile;
import org.maillage.platform.PublicAddress;
import org.maillage.tenders.CleanText;
import org.maillage.tenders.TenderFilter;
import org.maillage.tenders.TenderLine;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** Calls as an Atom feed (RFC 4287), in French. Identifiers are tag URIs (RFC 4151): they outlive any address. */
@Component
class AtomFeed {
    private final PublicAddress address;
    private final Profile profile;
    private final Languages languages;

    AtomFeed(PublicAddress address, Profile profile, Languages languages) {
        this.address = address;
        this.profile = profile;
        this.languages = languages;
    }

    String of(TenderFilter filter, List<TenderLine> calls) {
        Texts t = languages.french();
        var feed = new Feed("atom_1.0");
        feed.setId(tag(filter.at("flux/appels-d-offres")));
        feed.setTitle(CleanText.line(t.localize("opendata.atom.title", profile.siteName())));
        feed.setUpdated(Date.from(calls.stream()
                .map(TenderLine::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)));
        feed.setAuthors(List.of(author(profile.siteName())));
        feed.setOtherLinks(List.of(link("self", filter.at("/flux/appels-d-offres.atom"), "application/atom+xml")));
        feed.setAlternateLinks(List.of(link("alternate", filter.at("/appels-d-offres"), "text/html")));
        feed.setEntries(calls.stream().map(call -> entry(call, t)).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Entry entry(TenderLine call, Texts t) {
        var entry = new Entry();
        entry.setId(tag("appels-d-offres/" + call.reference()));
        entry.setTitle(CleanText.line(call.title()));
        entry.setPublished(Date.from(call.publishedAt()));
        entry.setUpdated(Date.from(call.updatedAt()));
        entry.setAuthors(List.of(author(call.dlaName())));
        entry.setAlternateLinks(List.of(link("alternate", call.path(), "text/html")));
        entry.setOtherLinks(List.of(link("related", call.path() + "/echeances.ics", "text/calendar")));
        var categories = new ArrayList<Category>();
        categories.add(category("tag:kind", call.kind().name(), t.name(call.kind())));
        categories.add(category("tag:state", call.state().name(), t.name(call.state())));
        call.departments().forEach(d -> categories.add(category("tag:department", d.code(), d.code())));
        call.domains().forEach(d -> categories.add(category("tag:domain", d.name(), t.name(d))));
        entry.setCategories(categories);
        var summary = new Content();
        summary.setType("text");
        summary.setValue(CleanText.line(t.localize(
                "opendata.atom.summary",
                t.name(call.state()),
                call.dlaName(),
                t.dateTime(call.closesAt()),
                t.euros(call.budget()),
                call.days())));
        entry.setSummary(summary);
        return entry;
    }

    private Category category(String scheme, String term, String label) {
        var category = new Category();
        category.setScheme(tag(scheme.substring(4)));
        category.setTerm(term);
        category.setLabel(label);
        return category;
    }

    private Link link(String relation, String path, String type) {
        var link = new Link();
        link.setRel(relation);
        link.setHref(address.of(path));
        link.setType(type);
        return link;
    }

    private static SyndPerson author(String name) {
        var author = new SyndPersonImpl();
        author.setName(CleanText.line(name));
        return author;
    }

    private String tag(String what) {
        return "tag:" + address.publicUrl().getHost() + ",2026:" + what.replace("+", "%20");
    }
}
