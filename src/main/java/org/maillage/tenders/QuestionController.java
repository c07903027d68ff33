package org.maillage.tenders;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where anyone asks a question on an open call, on a page of its own so that the call's page holds no form. */
@Controller
@OpenToAll
@RequestMapping("/appels-d-offres/{reference:\\d{4}-[0-9AB]{2,3}-\\d{3,9}}/question")
class QuestionController {
    private static final RateLimits.Limit BY_CLIENT = new RateLimits.Limit("question-client", 8, Duration.ofHours(1));
    private final TenderCatalogue catalogue;
    private final Enquiring enquiring;
    private final RateLimits limits;
    private final Languages languages;

    QuestionController(TenderCatalogue catalogue, Enquiring enquiring, RateLimits limits, Languages languages) {
        this.catalogue = catalogue;
        this.enquiring = enquiring;
        this.limits = limits;
        this.languages = languages;
    }

    @GetMapping
    String form(
            @PathVariable String reference,
            @RequestParam(required = false) @org.jspecify.annotations.Nullable String envoyee,
            Model model) {
        model.addAttribute("sent", envoyee != null);
        return page(reference, "", Errors.none(), model);
    }

    /** @param site a field that people do not see and robots fill */
    @PostMapping
    String ask(
            @PathVariable String reference,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String site,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Reference call = CallController.parse(reference);
        limits.spend(BY_CLIENT, request.getRemoteAddr());
        try {
            if (site.isEmpty()) enquiring.ask(call, question);
            return "redirect:" + call.path() + "/question?envoyee";
        } catch (Refused e) {
            response.setStatus(422);
            model.addAttribute("sent", false);
            return page(reference, question, Errors.of(e, languages.in(locale)), model);
        }
    }

    private String page(String reference, String typed, Errors errors, Model model) {
        PublicTender call = catalogue.find(CallController.parse(reference)).orElseThrow(() -> new NotFound("call"));
        model.addAttribute("call", call);
        model.addAttribute("question", typed);
        model.addAttribute("errors", errors);
        return "tenders/question";
    }
}
