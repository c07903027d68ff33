package org.maillage.tenders;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.NetworkRules;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
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

/** Changes a published call in two steps: write, then see what everyone will be told and confirm. */
@Controller
@RequestMapping("/espace/appels-d-offres/{reference:\\d{4}-.+}/rectificatif")
@OpenTo(Role.OFFICER)
class AmendmentController {
    private final Amending amending;
    private final Drafting drafting;
    private final NetworkRules rules;
    private final Languages languages;

    AmendmentController(Amending amending, Drafting drafting, NetworkRules rules, Languages languages) {
        this.amending = amending;
        this.drafting = drafting;
        this.rules = rules;
        this.languages = languages;
    }

    @GetMapping
    String write(@PathVariable String reference, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        Tender tender = amending.mine(Reference.asked(reference), member);
        if (tender.state() != TenderState.PUBLISHED) throw new Refused("", "tenders.amend.closed");
        return form(tender, TermsForm.of(tender.terms()), "", Errors.none(), locale, model);
    }

    /**
     * Shows what would change, and publishes it once that is confirmed.
     *
     * @param told the deadline shown when confirming; empty while nothing is confirmed
     * @param retour present to go back to the form with what was typed
     */
    @PostMapping
    String amend(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String summary,
            @RequestParam(defaultValue = "") String told,
            @RequestParam(required = false) @Nullable String retour,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        Tender tender = amending.mine(Reference.asked(reference), member);
        var form = TermsForm.typed(posted);
        String words = TermsForm.clean(summary);
        if (retour != null) return form(tender, form, words, Errors.none(), locale, model);
        try {
            Terms wanted = drafting.read(form, tender).whole();
            var plan = amending.plan(tender, wanted, words);
            Instant seen = TermsReading.time(told);
            if (seen == null || version != tender.version()) {
                if (version != tender.version()) response.setStatus(409);
                return confirm(tender, form, words, plan, version != tender.version(), model);
            }
            amending.amend(Reference.asked(reference), version, wanted, words, seen, member);
        } catch (Refused e) {
            response.setStatus(422);
            return form(tender, form, words, Errors.of(e, languages.in(locale)), locale, model);
        } catch (StaleVersion e) {
            response.setStatus(409);
            Tender now = amending.mine(Reference.asked(reference), member);
            return confirm(
                    now,
                    form,
                    words,
                    amending.plan(now, drafting.read(form, now).whole(), words),
                    true,
                    model);
        }
        flash.addFlashAttribute("done", "tenders.amended");
        return "redirect:/espace/appels-d-offres/" + reference;
    }

    private String confirm(
            Tender tender, TermsForm form, String summary, Amending.Plan plan, boolean stale, Model model) {
        model.addAttribute("tender", tender);
        model.addAttribute("form", form);
        model.addAttribute("summary", summary);
        model.addAttribute("changes", plan.changes());
        model.addAttribute("moved", plan.moved());
        model.addAttribute("closesAt", plan.closesAt());
        model.addAttribute("told", TermsForm.local(plan.closesAt()));
        model.addAttribute("days", rules.timeAfterAmendment().toDays());
        model.addAttribute("stale", stale);
        return "tenders/amendmentconfirm";
    }

    private String form(Tender tender, TermsForm form, String summary, Errors errors, Locale locale, Model model) {
        model.addAttribute("tender", tender);
        model.addAttribute("form", form);
        model.addAttribute("summary", summary);
        model.addAttribute("errors", errors);
        model.addAttribute("notice", rules.amendmentNotice().toDays());
        model.addAttribute("days", rules.timeAfterAmendment().toDays());
        model.addAttribute("choices", TermsChoices.of(departments(), languages.in(locale)));
        return "tenders/amendment";
    }

    private List<org.maillage.network.Department> departments() {
        return drafting.departments();
    }
}
