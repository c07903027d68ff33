package org.maillage.directory;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Network;
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

/** Where a partner's member, or the facilitator, writes a partner's entry and offers. */
@Controller
@OpenTo({Role.FACILITATOR, Role.PARTNER})
@RequestMapping("/espace/annuaire/partenaires")
class PartnerController {
    private static final String ONE = "/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}";
    private static final String PATH = "/espace/annuaire/partenaires/";
    private final PartnerEditing editing;
    private final Network network;
    private final Languages languages;

    PartnerController(PartnerEditing editing, Network network, Languages languages) {
        this.editing = editing;
        this.network = network;
        this.languages = languages;
    }

    @GetMapping("/nouveau")
    @OpenTo(Role.FACILITATOR)
    String begin(Model model) {
        return form(null, PartnerForm.empty(), Errors.none(), model);
    }

    @PostMapping
    @OpenTo(Role.FACILITATOR)
    String add(
            @ModelAttribute PartnerForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            flash.addFlashAttribute("done", "directory.saved");
            return "redirect:" + editing.add(form, member).path();
        } catch (Refused e) {
            response.setStatus(422);
            return form(null, form, Errors.of(e, languages.in(locale)), model);
        }
    }

    @GetMapping(ONE + "/modification")
    String edit(@PathVariable String slug, @AuthenticationPrincipal Member member, Model model) {
        Partner partner = editing.changeable(slug, member);
        return form(partner, PartnerForm.of(partner), Errors.none(), model);
    }

    @PostMapping(ONE + "/modification")
    String save(
            @PathVariable String slug,
            @RequestParam int version,
            @ModelAttribute PartnerForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            editing.save(slug, version, form, member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(editing.changeable(slug, member), form, Errors.of(e, languages.in(locale)), model);
        } catch (StaleVersion e) {
            response.setStatus(409);
            return form(editing.changeable(slug, member), form, EntryController.conflict(languages, locale), model);
        }
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:" + PATH + slug;
    }

    @GetMapping(ONE + "/offres/nouvelle")
    String offer(@PathVariable String slug, @AuthenticationPrincipal Member member, Model model) {
        return form(editing.changeable(slug, member), null, OfferForm.empty(), Errors.none(), model);
    }

    @PostMapping(ONE + "/offres")
    String add(
            @PathVariable String slug,
            @ModelAttribute OfferForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            editing.add(slug, form, member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(editing.changeable(slug, member), null, form, Errors.of(e, languages.in(locale)), model);
        }
        flash.addFlashAttribute("done", "directory.offer.added");
        return "redirect:" + PATH + slug + "#offres";
    }

    @GetMapping(ONE + "/offres/{id}")
    String offer(
            @PathVariable String slug, @PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        Offer offer = editing.changeable(slug, id, member);
        return form(editing.changeable(slug, member), offer, OfferForm.of(offer), Errors.none(), model);
    }

    @PostMapping(ONE + "/offres/{id}")
    String save(
            @PathVariable String slug,
            @PathVariable UUID id,
            @RequestParam int version,
            @ModelAttribute OfferForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            editing.save(slug, id, version, form, member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(
                    editing.changeable(slug, member),
                    editing.changeable(slug, id, member),
                    form,
                    Errors.of(e, languages.in(locale)),
                    model);
        } catch (StaleVersion e) {
            response.setStatus(409);
            return form(
                    editing.changeable(slug, member),
                    editing.changeable(slug, id, member),
                    form,
                    EntryController.conflict(languages, locale),
                    model);
        }
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:" + PATH + slug + "#offres";
    }

    @PostMapping(ONE + "/offres/{id}/suppression")
    String remove(
            @PathVariable String slug,
            @PathVariable UUID id,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        editing.remove(slug, id, member);
        flash.addFlashAttribute("done", "directory.offer.removed");
        return "redirect:" + PATH + slug + "#offres";
    }

    private static String form(@Nullable Partner partner, PartnerForm form, Errors errors, Model model) {
        if (partner != null) model.addAttribute("partner", partner);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "directory/partner-form";
    }

    private String form(Partner partner, @Nullable Offer offer, OfferForm form, Errors errors, Model model) {
        var departments = new LinkedHashMap<String, String>();
        network.departments()
                .forEach(d -> departments.put(
                        d.code().code(), d.name() + " (" + d.code().code() + ")"));
        model.addAttribute("partner", partner);
        if (offer != null) model.addAttribute("offer", offer);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("departments", departments);
        return "directory/offer-form";
    }
}
