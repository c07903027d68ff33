package org.maillage.tenders;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
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
import org.springframework.http.ResponseEntity;
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

/** Writes a draft. Whatever fails (connection, a colleague who was faster), what was typed is not lost. */
@Controller
@RequestMapping("/espace/appels-d-offres/brouillons/{id}")
@OpenTo(Role.OFFICER)
class DraftController {
    private final Drafting drafting;
    private final DraftMerge merge;
    private final Languages languages;
    private final Clock clock;

    DraftController(Drafting drafting, DraftMerge merge, Languages languages, Clock clock) {
        this.drafting = drafting;
        this.merge = merge;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping
    String edit(@PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        Tender draft = drafting.mine(id, member);
        var form = TermsForm.of(draft.terms());
        return show(draft, form, draft.version(), form.marks(), "", Errors.none(), locale, model);
    }

    /**
     * Saves, completely or not.
     *
     * @param version that the writer had read
     * @param marks of the fields as the writer had read them
     * @param suite {@code apercu} to go on to the preview, {@code documents} to go on to what is attached
     */
    @PostMapping
    String save(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String marks,
            @RequestParam(defaultValue = "") String suite,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var form = TermsForm.typed(posted);
        Tender draft = drafting.mine(id, member);
        if (draft.version() == version) form = merge.resolved(form, draft, posted);
        var read = drafting.read(form, draft);
        Tender saved;
        try {
            saved = drafting.save(id, version, read.terms(), member);
        } catch (StaleVersion e) {
            response.setStatus(409);
            model.addAttribute(
                    "conflict", merge.conflict(drafting.mine(id, member), form, marks, languages.in(locale)));
            return "tenders/conflict";
        }
        if (!read.faults().isEmpty()) {
            response.setStatus(422);
            var errors = Errors.of(new Refused(read.faults()), languages.in(locale));
            String known = TermsForm.of(saved.terms()).marks();
            return show(saved, form, saved.version(), known, "tenders.saved.partly", errors, locale, model);
        }
        flash.addFlashAttribute("done", "tenders.saved");
        return "redirect:" + saved.workPath() + (suite.matches("apercu|documents") ? "/" + suite : "");
    }

    /** The same for the script of the page, which saves every few seconds; answers what the page must know to go on. */
    @PostMapping("/enregistrement")
    ResponseEntity<Map<String, Object>> autosave(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Locale locale) {
        Tender draft = drafting.mine(id, member);
        var read = drafting.read(TermsForm.typed(posted), draft);
        try {
            Tender saved = drafting.save(id, version, read.terms(), member);
            var answer = new LinkedHashMap<String, Object>();
            answer.put("version", saved.version());
            answer.put("marks", TermsForm.of(saved.terms()).marks());
            answer.put("at", languages.in(locale).time(clock.instant()));
            answer.put(
                    "errors",
                    read.faults().isEmpty()
                            ? Map.of()
                            : Errors.of(new Refused(read.faults()), languages.in(locale))
                                    .messages());
            return ResponseEntity.ok(answer);
        } catch (StaleVersion e) {
            return ResponseEntity.status(409).body(Map.of());
        }
    }

    @PostMapping("/abandon")
    String abandon(
            @PathVariable UUID id,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        drafting.abandon(id, version, member);
        flash.addFlashAttribute("done", "tenders.abandoned");
        return "redirect:/espace/appels-d-offres";
    }

    private String show(
            Tender draft,
            TermsForm form,
            int version,
            String marks,
            String notice,
            Errors errors,
            Locale locale,
            Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("form", form);
        model.addAttribute("version", version);
        model.addAttribute("marks", marks);
        model.addAttribute("notice", notice);
        model.addAttribute("errors", errors);
        model.addAttribute("choices", TermsChoices.of(drafting.departments(), languages.in(locale)));
        return "tenders/draft";
    }
}
