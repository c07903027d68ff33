package org.maillage.library;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One tool: its page, its form, the two versions of two people, and what those who answer for it decide. */
@Controller
@RequestMapping("/espace/outils/{id}")
@OpenTo(Role.OFFICER)
class ToolController {
    private static final int MOST_TAGS = 60;
    private final Reading reading;
    private final Writing writing;
    private final Keeping keeping;
    private final ToolCatalogue catalogue;
    private final ToolPages pages;
    private final Languages languages;

    ToolController(
            Reading reading,
            Writing writing,
            Keeping keeping,
            ToolCatalogue catalogue,
            ToolPages pages,
            Languages languages) {
        this.reading = reading;
        this.writing = writing;
        this.keeping = keeping;
        this.catalogue = catalogue;
        this.pages = pages;
        this.languages = languages;
    }

    @GetMapping
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String show(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        return pages.show(id, member, Errors.none(), "", model);
    }

    @GetMapping("/modifier")
    String edit(@PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        Tool tool = writing.writable(id, member);
        return form(tool, ToolForm.of(tool.content()), tool.version(), "", "", Errors.none(), locale, model);
    }

    /**
     * Keeps what was typed as the next version. When somebody saved meanwhile, both are shown and the writer decides;
     * what they decide comes here again, with the version that they then had before their eyes.
     *
     * @param version that was on the page
     * @param base version from which the writer began, when they come from the page of a conflict; else {@code version}
     */
    @PostMapping
    String save(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "0") int base,
            @RequestParam(defaultValue = "") String note,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale,
            Model model) {
        Tool tool = writing.writable(id, member);
        ToolForm form = ToolForm.typed(posted);
        int began = base == 0 ? version : base;
        try {
            if (tool.version() != version) return conflict(tool, began, form, note, response, locale, model);
            if (base != 0) {
                var chosen = merge(tool, base, form).chosen(posted);
                form = chosen.form();
                if (chosen.toFinish())
                    return form(tool, form, version, note, "library.conflict.finish", Errors.none(), locale, model);
            }
            writing.save(id, version, form.read(), note, member);
        } catch (StaleVersion e) {
            return conflict(writing.writable(id, member), began, form, note, response, locale, model);
        } catch (Refused e) {
            response.setStatus(422);
            return form(tool, form, version, note, "", Errors.of(e, languages.in(locale)), locale, model);
        }
        flash.addFlashAttribute("done", "library.saved");
        return "redirect:" + Tool.path(id);
    }

    private ToolMerge merge(Tool tool, int base, ToolForm mine) {
        return new ToolMerge(
                ToolForm.of(reading.version(tool.id(), base).content()), mine, ToolForm.of(tool.content()));
    }

    private String conflict(
            Tool tool, int base, ToolForm mine, String note, HttpServletResponse response, Locale locale, Model model) {
        response.setStatus(409);
        model.addAttribute("tool", tool);
        model.addAttribute("names", reading.names());
        model.addAttribute("last", reading.version(tool.id(), tool.version()));
        model.addAttribute("base", base);
        model.addAttribute("form", mine);
        model.addAttribute("note", note);
        model.addAttribute("sides", merge(tool, base, mine).sides(languages.in(locale)));
        return "library/conflict";
    }

    private String form(
            Tool tool,
            ToolForm form,
            int version,
            String note,
            String notice,
            Errors errors,
            Locale locale,
            Model model) {
        model.addAttribute("tool", tool);
        model.addAttribute("form", form);
        model.addAttribute("version", version);
        model.addAttribute("note", note);
        model.addAttribute("notice", notice);
        model.addAttribute("errors", errors);
        model.addAttribute("choices", FormChoices.in(languages.in(locale), catalogue.tags(MOST_TAGS)));
        return "library/edit";
    }

    @PostMapping("/etat")
    String move(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam ToolState etat,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        keeping.move(id, version, etat, member);
        flash.addFlashAttribute("done", "library.moved." + etat);
        return "redirect:" + Tool.path(id);
    }

    @PostMapping("/relecture")
    String review(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        keeping.review(id, member);
        flash.addFlashAttribute("done", "library.reviewed");
        return "redirect:" + Tool.path(id);
    }

    @PostMapping("/auteurs")
    String authors(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> authors,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        List<DlaId> named = authors.stream()
                .filter(a -> a.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .map(DlaId::new)
                .toList();
        return form.of(
                "library.authors.done",
                () -> {
                    keeping.authors(id, named, member);
                    return Tool.path(id);
                },
                errors -> pages.show(id, member, errors, "", model));
    }

    @PostMapping("/corbeille")
    String bin(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        keeping.bin(id, member);
        flash.addFlashAttribute("done", "library.binned");
        return "redirect:/espace/outils/corbeille";
    }

    @PostMapping("/retour")
    String restore(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        keeping.restore(id, member);
        flash.addFlashAttribute("done", "library.returned");
        return "redirect:" + Tool.path(id);
    }
}
