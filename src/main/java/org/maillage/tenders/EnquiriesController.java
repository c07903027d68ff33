package org.maillage.tenders;

import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the officers of a DLA answer the questions on one of its calls. */
@Controller
@OpenTo(Role.OFFICER)
@RequestMapping("/espace/appels-d-offres/{reference:\\d{4}-[0-9AB]{2,3}-\\d{3,9}}/questions")
class EnquiriesController {
    private final Enquiring enquiring;

    EnquiriesController(Enquiring enquiring) {
        this.enquiring = enquiring;
    }

    @GetMapping
    String show(@PathVariable String reference, @AuthenticationPrincipal Member member, Model model) {
        return page(CallController.parse(reference), member, Errors.none(), Map.of(), model);
    }

    /** @param acte what the button pressed asks for: {@code brouillon}, {@code prete} or {@code ecarter} */
    @PostMapping("/{id}")
    String save(
            @PathVariable String reference,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(defaultValue = "brouillon") String acte,
            @RequestParam Map<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        Reference call = CallController.parse(reference);
        String done = "enquiries.done." + (acte.matches("prete|ecarter") ? acte : "brouillon");
        return submission.of(
                done,
                () -> {
                    if (acte.equals("ecarter"))
                        enquiring.discard(call, id, version, posted.getOrDefault("reason-" + id, ""), member);
                    else
                        enquiring.answer(
                                call,
                                id,
                                version,
                                posted.getOrDefault("rephrased-" + id, ""),
                                posted.getOrDefault("answer-" + id, ""),
                                acte.equals("prete"),
                                member);
                    return "/espace/appels-d-offres/" + call + "/questions#question-" + id;
                },
                errors -> page(call, member, errors, posted, model));
    }

    @PostMapping("/publication")
    String publish(
            @PathVariable String reference,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        Reference call = CallController.parse(reference);
        return submission.of(
                "enquiries.done.published",
                () -> {
                    enquiring.publish(call, member);
                    return call.path() + "#questions";
                },
                errors -> page(call, member, errors, Map.of(), model));
    }

    private String page(Reference call, Member member, Errors errors, Map<String, String> typed, Model model) {
        Tender tender = enquiring.mine(call, member);
        model.addAttribute("tender", tender);
        model.addAttribute("enquiries", enquiring.of(tender));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "tenders/enquiries";
    }
}
