package org.maillage.library;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.files.Zips;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Paging;
import org.maillage.web.Submission;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All tools, the bin, and a new tool. The list's filters stand in its address. */
@Controller
@RequestMapping("/espace/outils")
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class ToolListController {
    private static final int PAGE = 20;
    private static final int MOST_TAGS = 60;
    private static final int MOST_ZIPPED = 50;
    private final ToolCatalogue catalogue;
    private final Reading reading;
    private final Writing writing;
    private final Zips zips;
    private final Languages languages;

    ToolListController(ToolCatalogue catalogue, Reading reading, Writing writing, Zips zips, Languages languages) {
        this.catalogue = catalogue;
        this.reading = reading;
        this.writing = writing;
        this.zips = zips;
        this.languages = languages;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String etape,
            @RequestParam(defaultValue = "") String domaine,
            @RequestParam(defaultValue = "") String etat,
            @RequestParam(defaultValue = "") String dla,
            @RequestParam(defaultValue = "") String etiquette,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String tri,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        var filter = ToolFilter.of(etape, domaine, etat, dla, etiquette, q, tri);
        // The form sends every field; the address that one shares and keeps says only what was chosen.
        if (request.getQueryString() != null && request.getQueryString().matches("(.*&)?[a-z]+=(&.*)?"))
            return "redirect:" + filter.path();
        var paging = new Paging(number(page), PAGE, catalogue.count(filter), filter.path());
        if (paging.number() > paging.last()) return "redirect:" + paging.at(paging.last());
        Names names = reading.names();
        model.addAttribute("filter", filter);
        model.addAttribute("paging", paging);
        model.addAttribute("tools", paging.total() == 0 ? List.of() : catalogue.list(filter, PAGE, paging.offset()));
        model.addAttribute("names", names);
        model.addAttribute("officer", member.role() == Role.OFFICER);
        model.addAttribute("tags", catalogue.tags(MOST_TAGS));
        choices(filter, names, languages.in(locale), model);
        return "library/list";
    }

    private static void choices(ToolFilter filter, Names names, Texts t, Model model) {
        model.addAttribute("steps", options(t, "library.any.step", Step.values()));
        model.addAttribute("domains", options(t, "library.any.domain", Domain.values()));
        var states = new LinkedHashMap<String, String>();
        states.put("", t.localize("library.any.state"));
        for (ToolState state : List.of(ToolState.COMMON, ToolState.DRAFT, ToolState.VARIANT))
            states.put(ToolFilter.word(state), t.localize("library.states." + state));
        model.addAttribute("states", states);
        var dlas = new LinkedHashMap<String, String>();
        dlas.put("", t.localize("library.any.dla"));
        dlas.putAll(names.options());
        model.addAttribute("dlas", dlas);
        var orders = new LinkedHashMap<String, String>();
        orders.put("", t.localize(filter.text().isEmpty() ? "library.order.FRESH" : "library.order.BEST"));
        orders.put(ToolFilter.Order.TITLE.word(), t.localize("library.order.TITLE"));
        model.addAttribute("orders", orders);
    }

    private static Map<String, String> options(Texts t, String any, Enum<?>[] all) {
        var options = new LinkedHashMap<String, String>();
        options.put("", t.localize(any));
        Arrays.stream(all).forEach(c -> options.put(ToolFilter.word(c), t.name(c)));
        return options;
    }

    @GetMapping("/nouveau")
    @OpenTo(Role.OFFICER)
    String begin(Locale locale, Model model) {
        return form(ToolForm.blank(), Errors.none(), locale, model);
    }

    @PostMapping
    @OpenTo(Role.OFFICER)
    String create(
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission sent,
            Locale locale,
            Model model) {
        var form = ToolForm.typed(posted);
        return sent.of(
                "library.created",
                () -> {
                    Tool tool = writing.create(form.read(), Writing.dla(member), List.of());
                    return tool.path() + (posted.containsKey("fichiers") ? "#fichiers" : "");
                },
                errors -> form(form, errors, locale, model));
    }

    private String form(ToolForm form, Errors errors, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("choices", FormChoices.in(languages.in(locale), catalogue.tags(MOST_TAGS)));
        return "library/new";
    }

    @GetMapping("/corbeille")
    @OpenTo(Role.OFFICER)
    String bin(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("tools", reading.bin(member));
        model.addAttribute("names", reading.names());
        return "library/bin";
    }

    /** The files of the chosen tools as one archive, a folder a tool. */
    @GetMapping("/zip")
    void zip(
            @RequestParam(defaultValue = "") List<UUID> outil,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (outil.size() > MOST_ZIPPED) throw new Refused("", "library.zip.most", MOST_ZIPPED);
        var items = outil.stream()
                .distinct()
                .map(id -> writing.readable(id, member))
                .filter(tool -> !tool.deleted())
                .flatMap(tool -> reading.files(tool.id()).stream()
                        .map(f ->
                                new Zips.Item(tool.content().title(), f.latest().file())))
                .toList();
        if (items.isEmpty()) throw new Refused("", "library.zip.none");
        zips.send(items, languages.french().localize("library.title"), request, response);
    }

    private static int number(String page) {
        return page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1;
    }
}
