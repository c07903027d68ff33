package org.maillage.tenders;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.network.Network;
import org.maillage.web.BrieflyCached;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.maillage.web.Paging;
import org.maillage.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The public list of calls. Its filters stand in its address. */
@Controller
@OpenToAll
class CallListController {
    private static final int PAGE = 20;
    private final TenderCatalogue catalogue;
    private final Network network;
    private final Languages languages;
    private final Clock clock;

    CallListController(TenderCatalogue catalogue, Network network, Languages languages, Clock clock) {
        this.catalogue = catalogue;
        this.network = network;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping("/appels-d-offres")
    @BrieflyCached
    String list(
            @RequestParam(defaultValue = "") List<String> departement,
            @RequestParam(defaultValue = "") List<String> domaine,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String statut,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        var filter = TenderFilter.of(departement, domaine, type, statut, q);
        String address = filter.at("/appels-d-offres");
        // The form sends every field; the address that one shares and keeps says only what was chosen.
        if (request.getQueryString() != null && request.getQueryString().matches("(.*&)?[a-z]+=(&.*)?"))
            return "redirect:" + address;
        var paging = new Paging(number(page), PAGE, catalogue.count(filter), address);
        if (paging.number() > paging.last()) return "redirect:" + paging.at(paging.last());
        Texts t = languages.in(locale);
        model.addAttribute("filter", filter);
        model.addAttribute("paging", paging);
        model.addAttribute("calls", paging.total() == 0 ? List.of() : catalogue.list(filter, PAGE, paging.offset()));
        model.addAttribute("now", clock.instant());
        choices(filter, t, model);
        return "tenders/list";
    }

    private void choices(TenderFilter filter, Texts t, Model model) {
        var departments = options("", t.localize("calls.any.department"));
        network.departments().forEach(d -> departments.put(d.code().code(), d.name() + " (" + d.code() + ")"));
        var domains = options("", t.localize("calls.any.domain"));
        Arrays.stream(Domain.values())
                .sorted(Comparator.comparing(t::name, java.text.Collator.getInstance(t.locale())))
                .forEach(d -> domains.put(TenderFilter.word(d), t.name(d)));
        var kinds = options("", t.localize("calls.any.kind"));
        for (Kind kind : Kind.values()) kinds.put(TenderFilter.word(kind), t.name(kind));
        var statuses = new LinkedHashMap<String, String>();
        for (var status : TenderFilter.Status.values())
            statuses.put(status.word(), t.localize("calls.status." + status.name()));
        model.addAttribute("departments", departments);
        model.addAttribute("domains", domains);
        model.addAttribute("kinds", kinds);
        model.addAttribute("statuses", statuses);
        model.addAttribute(
                "department",
                chosen(
                        filter.departments().stream()
                                .sorted()
                                .map(DepartmentCode::code)
                                .toList(),
                        departments));
        model.addAttribute(
                "domain",
                chosen(
                        filter.domains().stream()
                                .sorted()
                                .map(TenderFilter::word)
                                .toList(),
                        domains));
    }

    /** The option to select; several at once, from an address made elsewhere, become an option of their own. */
    private static String chosen(Collection<String> values, Map<String, String> options) {
        String all = String.join(",", values);
        if (values.size() > 1)
            options.put(
                    all, values.stream().map(v -> options.getOrDefault(v, v)).collect(Collectors.joining(" + ")));
        return all;
    }

    private static Map<String, String> options(String value, String label) {
        var options = new LinkedHashMap<String, String>();
        options.put(value, label);
        return options;
    }

    private static int number(String page) {
        return page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1;
    }
}
