package org.maillage.directory;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where officers and the facilitator write what they know of a provider. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/annuaire/prestataires")
class ProviderController {
    private static final String PATH = "/espace/annuaire/prestataires/";
    private final ProviderEditing editing;
    private final Providers providers;
    private final ProviderReadings readings;
    private final Languages languages;

    ProviderController(ProviderEditing editing, Providers providers, ProviderReadings readings, Languages languages) {
        this.editing = editing;
        this.providers = providers;
        this.readings = readings;
        this.languages = languages;
    }

    @GetMapping("/nouveau")
    String begin(Locale locale, Model model) {
        return form(null, new ProviderForm(java.util.Map.of()), Errors.none(), locale, model);
    }

    @PostMapping
    String add(
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        var form = ProviderForm.of(request);
        try {
            flash.addFlashAttribute("done", "directory.saved");
            return "redirect:" + editing.add(form).path();
        } catch (Refused e) {
            response.setStatus(422);
            return form(null, form, Errors.of(e, languages.in(locale)), locale, model);
        }
    }

    @GetMapping("/{id}/modification")
    String edit(@PathVariable UUID id, Locale locale, Model model) {
        Provider provider = find(id);
        return form(provider, ProviderForm.of(provider, readings.today()), Errors.none(), locale, model);
    }

    @PostMapping("/{id}/modification")
    String save(
            @PathVariable UUID id,
            @RequestParam int version,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        var form = ProviderForm.of(request);
        try {
            editing.save(id, version, form);
        } catch (Refused e) {
            response.setStatus(422);
            return form(find(id), form, Errors.of(e, languages.in(locale)), locale, model);
        } catch (StaleVersion e) {
            response.setStatus(409);
            return form(find(id), form, EntryController.conflict(languages, locale), locale, model);
        }
        flash.addFlashAttribute("done", "directory.saved");
        return "redirect:" + PATH + id;
    }

    @PostMapping("/{id}/confirmation")
    String confirm(@PathVariable UUID id, RedirectAttributes flash) {
        editing.confirm(id);
        flash.addFlashAttribute("done", "directory.provider.confirmed");
        return "redirect:" + PATH + id;
    }

    @PostMapping("/{id}/suppression")
    String remove(@PathVariable UUID id, RedirectAttributes flash) {
        editing.remove(id);
        flash.addFlashAttribute("done", "directory.provider.removed");
        return "redirect:/espace/annuaire?qui=prestataires";
    }

    private Provider find(UUID id) {
        return providers.find(id).orElseThrow(() -> new NotFound("provider"));
    }

    private String form(@Nullable Provider provider, ProviderForm form, Errors errors, Locale locale, Model model) {
        var domains = new LinkedHashMap<String, String>();
        for (Domain domain : Domain.values())
            domains.put(domain.name(), languages.in(locale).name(domain));
        if (provider != null) model.addAttribute("provider", provider);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("domains", domains);
        return "directory/provider-form";
    }
}
