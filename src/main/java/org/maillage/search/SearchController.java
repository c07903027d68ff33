package org.maillage.search;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.maillage.web.BrieflyCached;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.OpenToAll;
import org.maillage.web.Paging;
import org.maillage.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** One search in two places: what everybody may find, and what a member may find besides. */
@Controller
class SearchController {
    static final String PUBLIC = "/recherche";
    static final String INSIDE = "/espace/recherche";
    private static final int YEARS = 10;
    private static final int MOST_PAGES = 100;
    private final Searching searching;
    private final ObjectProvider<SearchDepartments> departments;
    private final Languages languages;
    private final Clock clock;

    SearchController(
            Searching searching, ObjectProvider<SearchDepartments> departments, Languages languages, Clock clock) {
        this.searching = searching;
        this.departments = departments;
        this.languages = languages;
        this.clock = clock;
    }

    /** What an address asks for; parameters that make no sense ask for nothing. */
    @ModelAttribute("filter")
    SearchFilter filter(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String departement,
            @RequestParam(defaultValue = "") String domaine,
            @RequestParam(defaultValue = "") String annee) {
        return SearchFilter.of(q, type, departement, domaine, annee);
    }

    /** The rights of the public, whoever looks. */
    @GetMapping(PUBLIC)
    @OpenToAll
    @BrieflyCached
    String everyone(
            @ModelAttribute("filter") SearchFilter filter,
            @RequestParam(defaultValue = "1") String page,
            java.util.Locale locale,
            Model model) {
        return show(PUBLIC, null, filter, page, locale, model);
    }

    @GetMapping(INSIDE)
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String members(
            @ModelAttribute("filter") SearchFilter filter,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Member member,
            java.util.Locale locale,
            Model model) {
        return show(INSIDE, member, filter, page, locale, model);
    }

    @GetMapping(PUBLIC + "/suggestions")
    @OpenToAll
    @BrieflyCached
    String suggestEveryone(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("suggestions", searching.suggest(q, null));
        return "search/suggestions";
    }

    @GetMapping(INSIDE + "/suggestions")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String suggestMembers(
            @RequestParam(defaultValue = "") String q, @AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("suggestions", searching.suggest(q, member));
        return "search/suggestions";
    }

    private String show(
            String at,
            @Nullable Member viewer,
            SearchFilter filter,
            String page,
            java.util.Locale locale,
            Model model) {
        int number = page.matches("[1-9]\\d{0,2}") ? Math.min(MOST_PAGES, Integer.parseInt(page)) : 1;
        Found found = filter.empty() ? null : searching.find(filter, viewer, number);
        if (found != null && found.how() == Found.How.NOTHING && number > 1) {
            number = 1;
            found = searching.find(filter, viewer, number);
        }
        Texts t = languages.in(locale);
        model.addAttribute("at", at);
        model.addAttribute("found", found);
        model.addAttribute(
                "paging",
                new Paging(
                        number,
                        Searching.PAGE,
                        found == null ? 0 : Math.min(found.total(), MOST_PAGES * Searching.PAGE),
                        filter.at(at)));
        model.addAttribute("kinds", kinds(viewer, t));
        model.addAttribute("departments", departments(t));
        model.addAttribute("domains", domains(t));
        model.addAttribute("years", years(t));
        return "search/results";
    }

    /** Kinds of which there is never anything to find for this viewer are no choice. */
    private static Map<String, String> kinds(@Nullable Member viewer, Texts t) {
        boolean inside = viewer != null && (viewer.role() == Role.OFFICER || viewer.role() == Role.FACILITATOR);
        var options = any(t.localize("search.any.kind"));
        for (Kind kind : Kind.values()) {
            boolean offered = switch (kind) {
                case TOOL -> inside;
                case PERSON -> viewer != null;
                default -> true;
            };
            if (offered) options.put(kind.word(), t.localize("search.kinds." + kind.name()));
        }
        return options;
    }

    private Map<String, String> departments(Texts t) {
        var options = any(t.localize("search.any.department"));
        departments.ifAvailable(known -> options.putAll(known.departments()));
        return options;
    }

    private static Map<String, String> domains(Texts t) {
        var options = any(t.localize("search.any.domain"));
        Arrays.stream(Domain.values())
                .sorted(Comparator.comparing(t::name, java.text.Collator.getInstance(t.locale())))
                .forEach(domain -> options.put(SearchFilter.word(domain), t.name(domain)));
        return options;
    }

    private Map<String, String> years(Texts t) {
        var options = any(t.localize("search.any.year"));
        int now = ZonedDateTime.ofInstant(clock.instant(), Paris.ZONE).getYear();
        for (int year = now; year > now - YEARS; year--) options.put(Integer.toString(year), Integer.toString(year));
        return options;
    }

    private static Map<String, String> any(String label) {
        var options = new LinkedHashMap<String, String>();
        options.put("", label);
        return options;
    }
}
