package org.maillage.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.directory.Line.Sort;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.Supporter;
import org.maillage.platform.Paris;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Paging;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The directory as it is read: the list, and a page for each who stands in it. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
@RequestMapping("/espace/annuaire")
class DirectoryController {
    static final String PATH = "/espace/annuaire";
    private static final int SIZE = 30;
    private final Directory directory;
    private final PersonEntries people;
    private final Partners partners;
    private final PartnerEditing partnerEditing;
    private final Providers providers;
    private final Network network;
    private final Languages languages;
    private final Clock clock;

    DirectoryController(
            Directory directory,
            PersonEntries people,
            Partners partners,
            PartnerEditing partnerEditing,
            Providers providers,
            Network network,
            Languages languages,
            Clock clock) {
        this.directory = directory;
        this.people = people;
        this.partners = partners;
        this.partnerEditing = partnerEditing;
        this.providers = providers;
        this.network = network;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String qui,
            @RequestParam(defaultValue = "") String departement,
            @RequestParam(defaultValue = "") String domaine,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Member member,
            Locale locale,
            Model model) {
        var filter = DirectoryFilter.of(qui, departement, domaine, q);
        int number = page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1;
        var paging = new Paging(number, SIZE, directory.count(filter, member.role()), filter.at(PATH));
        Texts t = languages.in(locale);
        model.addAttribute("filter", filter);
        model.addAttribute("paging", paging);
        model.addAttribute("lines", directory.list(filter, member.role(), SIZE, paging.offset()));
        model.addAttribute("sorts", sorts(member, t));
        model.addAttribute("departments", departments(t));
        model.addAttribute("domains", Rights.INSIDE.contains(member.role()) ? domains(t) : Map.of());
        model.addAttribute("inside", Rights.INSIDE.contains(member.role()));
        return "directory/list";
    }

    @GetMapping("/personnes/{id}")
    String person(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        PersonEntry person = people.find(id)
                .filter(p -> Rights.sees(member.role(), p) || p.id().equals(member.id()))
                .orElseThrow(() -> new NotFound("person"));
        model.addAttribute("person", person);
        model.addAttribute("reaches", Rights.reaches(member, person));
        model.addAttribute("own", person.id().equals(member.id()));
        if (person.dla() != null) network.dla(person.dla()).ifPresent(dla -> model.addAttribute("dla", dla));
        return "directory/person";
    }

    @GetMapping("/partenaires/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}")
    String partner(@PathVariable String slug, @AuthenticationPrincipal Member member, Model model) {
        Partner partner = partners.find(slug).orElseThrow(() -> new NotFound("partner"));
        boolean inner = Rights.seesPartnersInside(member.role());
        LocalDate today = clock.instant().atZone(Paris.ZONE).toLocalDate();
        boolean changes = partnerEditing.mayChange(member, slug);
        model.addAttribute("partner", partner);
        model.addAttribute("inner", inner);
        model.addAttribute("changes", changes);
        model.addAttribute("today", today);
        model.addAttribute(
                "offers",
                partners.offers(slug).stream()
                        .filter(o -> inner || o.isPublic())
                        .filter(o -> changes || !o.over(today))
                        .toList());
        model.addAttribute("people", inner ? people.ofPartner(slug) : List.of());
        model.addAttribute("facilitator", member.role() == Role.FACILITATOR);
        model.addAttribute(
                "others",
                member.role() == Role.FACILITATOR
                        ? people.all(Role.PARTNER).stream()
                                .filter(p -> !slug.equals(p.partner()))
                                .toList()
                        : List.of());
        model.addAttribute("departments", names());
        return "directory/partner";
    }

    @GetMapping("/financeurs/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}")
    String funder(@PathVariable String slug, @AuthenticationPrincipal Member member, Model model) {
        Supporter funder = network.funders().stream()
                .filter(f -> f.id().equals(slug))
                .findFirst()
                .orElseThrow(() -> new NotFound("funder"));
        boolean inner = Rights.INSIDE.contains(member.role());
        model.addAttribute("funder", funder);
        model.addAttribute("people", inner ? people.ofFunder(slug) : List.of());
        model.addAttribute("facilitator", member.role() == Role.FACILITATOR);
        model.addAttribute(
                "others",
                member.role() == Role.FACILITATOR
                        ? people.all(Role.FUNDER).stream()
                                .filter(p -> !slug.equals(p.funder()))
                                .toList()
                        : List.of());
        return "directory/funder";
    }

    @GetMapping("/prestataires/{id}")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String provider(@PathVariable UUID id, Model model) {
        Provider provider = providers.find(id).orElseThrow(() -> new NotFound("provider"));
        model.addAttribute("provider", provider);
        model.addAttribute("departments", names());
        model.addAttribute("until", provider.confirmedOn().plus(DirectoryTraces.CONFIRMED_FOR));
        model.addAttribute("today", clock.instant().atZone(Paris.ZONE).toLocalDate());
        return "directory/provider";
    }

    private static Map<String, String> sorts(Member member, Texts t) {
        var sorts = new LinkedHashMap<String, String>();
        sorts.put("", t.localize("directory.sort.all"));
        for (Sort sort : Sort.values())
            if (sort != Sort.PROVIDER || Rights.INSIDE.contains(member.role()))
                sorts.put(sort.word(), t.localize("directory.sorts." + sort));
        return sorts;
    }

    private Map<String, String> departments(Texts t) {
        var departments = new LinkedHashMap<String, String>();
        departments.put("", t.localize("directory.department.all"));
        departments.putAll(names());
        return departments;
    }

    private Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        network.departments()
                .forEach(d ->
                        names.put(d.code().code(), d.name() + " (" + d.code().code() + ")"));
        return names;
    }

    static Map<String, String> domains(Texts t) {
        var domains = new LinkedHashMap<String, String>();
        domains.put("", t.localize("directory.domain.all"));
        for (Domain domain : Domain.values()) domains.put(DirectoryFilter.word(domain), t.name(domain));
        return domains;
    }
}
