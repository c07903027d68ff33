package org.maillage.tenders;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.network.NetworkRules;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reads a draft as the public will, and lets it go. */
@Controller
@RequestMapping("/espace/appels-d-offres/brouillons/{id}")
@OpenTo(Role.OFFICER)
class PublicationController {
    private final Drafting drafting;
    private final Publishing publishing;
    private final TenderCatalogue catalogue;
    private final NetworkRules rules;
    private final Languages languages;
    private final Clock clock;

    PublicationController(
            Drafting drafting,
            Publishing publishing,
            TenderCatalogue catalogue,
            NetworkRules rules,
            Languages languages,
            Clock clock) {
        this.drafting = drafting;
        this.publishing = publishing;
        this.catalogue = catalogue;
        this.rules = rules;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping("/apercu")
    String preview(@PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        return show(drafting.mine(id, member), Errors.none(), "", languages.in(locale), model);
    }

    @PostMapping("/publication")
    String publish(
            @PathVariable UUID id,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "tenders.published",
                () -> "/espace/appels-d-offres/" + publishing.publish(id, version, member),
                // what is missing is listed by the page itself
                errors -> show(drafting.mine(id, member), general(errors), "", submission.texts(), model));
    }

    @PostMapping("/programmation")
    String schedule(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String publishAt,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "tenders.scheduled",
                () -> {
                    publishing.schedule(id, version, TermsReading.time(publishAt), member);
                    return "/espace/appels-d-offres/brouillons/" + id + "/apercu";
                },
                errors -> show(drafting.mine(id, member), errors, publishAt, submission.texts(), model));
    }

    @PostMapping("/programmation/retrait")
    String withdraw(
            @PathVariable UUID id,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        publishing.withdraw(id, version, member);
        flash.addFlashAttribute("done", "tenders.withdrawn");
        return "redirect:/espace/appels-d-offres/brouillons/" + id + "/apercu";
    }

    private static Errors general(Errors errors) {
        return errors.on("") ? new Errors(Map.of("", errors.of(""))) : Errors.none();
    }

    private String show(Tender draft, Errors errors, String publishAt, Texts t, Model model) {
        var missing = publishing.missing(draft, clock.instant());
        model.addAttribute("call", catalogue.show(draft));
        model.addAttribute("draft", draft);
        model.addAttribute("missing", missing.isEmpty() ? Errors.none() : missing(draft, t));
        model.addAttribute("errors", errors);
        model.addAttribute("publishAt", publishAt);
        model.addAttribute("refused", refused(draft, t));
        return "tenders/preview";
    }

    private Errors missing(Tender draft, Texts t) {
        try {
            publishing.missing(draft, clock.instant()).throwIfAny();
            return Errors.none();
        } catch (Refused e) {
            return Errors.of(e, t);
        }
    }

    /** Why the draft did not leave at its time, in words. */
    private List<String> refused(Tender draft, Texts t) {
        return Arrays.stream(draft.life().publishRefused().split(" "))
                .filter(key -> !key.isEmpty())
                .map(key -> t.localize(key, rules.minimumTimeToAnswer().toDays()))
                .toList();
    }
}
