package org.maillage.directory;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everyone's own entry; and whom members speak for, which the facilitator says. */
@Controller
@RequestMapping("/espace/annuaire")
class EntryController {
    private final PersonEditing editing;
    private final PartnerEditing partners;
    private final FunderMembers funders;
    private final Languages languages;

    EntryController(PersonEditing editing, PartnerEditing partners, FunderMembers funders, Languages languages) {
        this.editing = editing;
        this.partners = partners;
        this.funders = funders;
        this.languages = languages;
    }

    @GetMapping("/ma-fiche")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String mine(@AuthenticationPrincipal Member member, Model model) {
        PersonEntry entry = editing.mine(member);
        return form(entry, PersonEditing.Form.of(entry), Errors.none(), model);
    }

    @PostMapping("/ma-fiche")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String save(
            @RequestParam int version,
            @ModelAttribute PersonEditing.Form form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            editing.save(version, form, member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(editing.mine(member), form, Errors.of(e, languages.in(locale)), model);
        } catch (StaleVersion e) {
            response.setStatus(409);
            return form(editing.mine(member), form, conflict(languages, locale), model);
        }
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:/espace/annuaire/personnes/" + member.id();
    }

    @PostMapping("/partenaires/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}/membres")
    @OpenTo(Role.FACILITATOR)
    String partner(
            @PathVariable String slug,
            @RequestParam UUID personne,
            @RequestParam(defaultValue = "oui") String parle,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        partners.speaksFor(slug, personne, parle.equals("oui"), member);
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:/espace/annuaire/partenaires/" + slug;
    }

    @PostMapping("/financeurs/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}/membres")
    @OpenTo(Role.FACILITATOR)
    String funder(
            @PathVariable String slug,
            @RequestParam UUID personne,
            @RequestParam(defaultValue = "oui") String parle,
            RedirectAttributes flash) {
        funders.speaksFor(slug, personne, parle.equals("oui"));
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:/espace/annuaire/financeurs/" + slug;
    }

    /** Someone saved meanwhile: what was typed stays, and saving again is then knowingly. */
    static Errors conflict(Languages languages, Locale locale) {
        return new Errors(Map.of("", languages.in(locale).localize("directory.conflict")));
    }

    private static String form(PersonEntry entry, PersonEditing.Form form, Errors errors, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "directory/mine";
    }
}
