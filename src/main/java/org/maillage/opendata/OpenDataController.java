package org.maillage.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.maillage.kernel.NotFound;
import org.maillage.news.PublicNews;
import org.maillage.tenders.DeadlineCalendar;
import org.maillage.tenders.PublishedCalls;
import org.maillage.tenders.TenderCatalogue;
import org.maillage.tenders.TenderFilter;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything that machines read. The same filters as on the list of calls stand in the address of feeds. */
@Controller
@OpenToAll
class OpenDataController {
    private static final int FEED = 100;
    private static final int CALENDAR = 1_000;
    private static final int PACKAGE = 100;
    private static final String OCDS = "/api/ocds/releases.json";
    private final TenderCatalogue catalogue;
    private final PublishedCalls published;
    private final PublicNews news;
    private final Conditional conditional;
    private final AtomFeed atom;
    private final NewsFeed newsFeed;
    private final DeadlineCalendar calendar;
    private final OcdsReleases ocds;
    private final Sitemap sitemap;
    private final Languages languages;

    OpenDataController(
            TenderCatalogue catalogue,
            PublishedCalls published,
            PublicNews news,
            Conditional conditional,
            AtomFeed atom,
            NewsFeed newsFeed,
            DeadlineCalendar calendar,
            OcdsReleases ocds,
            Sitemap sitemap,
            Languages languages) {
        this.catalogue = catalogue;
        this.published = published;
        this.news = news;
        this.conditional = conditional;
        this.atom = atom;
        this.newsFeed = newsFeed;
        this.calendar = calendar;
        this.ocds = ocds;
        this.sitemap = sitemap;
        this.languages = languages;
    }

    @GetMapping("/flux/appels-d-offres.atom")
    void atom(
            @RequestParam(defaultValue = "") List<String> departement,
            @RequestParam(defaultValue = "") List<String> domaine,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String statut,
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var filter = TenderFilter.of(departement, domaine, type, statut, q);
        conditional.calls(
                request, response, "application/atom+xml", () -> atom.of(filter, catalogue.latest(filter, FEED)));
    }

    @GetMapping("/flux/appels-d-offres.ics")
    void calendar(
            @RequestParam(defaultValue = "") List<String> departement,
            @RequestParam(defaultValue = "") List<String> domaine,
            @RequestParam(defaultValue = "") String type,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var filter = TenderFilter.of(departement, domaine, type, "", "");
        conditional.calls(
                request,
                response,
                "text/calendar",
                () -> calendar.of(catalogue.list(filter, CALENDAR, 0), languages.french()));
    }

    /** @param page from 1, in order of publication: a page once full keeps its calls */
    @GetMapping(OCDS)
    void releases(
            @RequestParam(defaultValue = "1") String page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!page.matches("[1-9]\\d{0,5}")) throw new NotFound("page");
        int number = Integer.parseInt(page);
        var version = catalogue.version();
        long last = Math.max(1, (version.calls() + PACKAGE - 1) / PACKAGE);
        if (number > last) throw new NotFound("page");
        var links = new OcdsReleases.Links(
                at(number), number > 1 ? at(number - 1) : null, number < last ? at(number + 1) : null);
        conditional.calls(
                request,
                response,
                "application/json",
                () -> ocds.of(published.page(number, PACKAGE), links, version.updatedAt()));
    }

    @GetMapping("/flux/actualites.atom")
    void news(
            @RequestParam(defaultValue = "") String etiquette, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        conditional.news(
                request,
                response,
                "application/atom+xml",
                () -> newsFeed.of(etiquette.strip(), news.latest(etiquette.strip(), FEED)));
    }

    @GetMapping("/sitemap.xml")
    void sitemap(HttpServletRequest request, HttpServletResponse response) throws IOException {
        conditional.all(request, response, "application/xml", sitemap::xml);
    }

    private static String at(int page) {
        return page == 1 ? OCDS : OCDS + "?page=" + page;
    }
}
