package org.maillage.tenders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ends a call: an award, no award, a cancellation. */
@Controller
@RequestMapping("/espace/appels-d-offres/{reference:\\d{4}-.+}")
@OpenTo(Role.OFFICER)
class ConclusionController {
    private final Concluding concluding;
    private final Amending published;
    private final DeskController desk;

    ConclusionController(Concluding concluding, Amending published, DeskController desk) {
        this.concluding = concluding;
        this.published = published;
        this.desk = desk;
    }

    /** @param providers one name a line */
    @PostMapping("/attribution")
    String award(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String providers,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var typed = Map.of("form", "award", "providers", providers, "amount", amount, "reason", reason);
        return ended(reference, typed, "tenders.awarded", member, submission, model, call -> {
            List<String> names = TermsForm.clean(providers)
                    .lines()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            concluding.award(call, version, names, amount(amount), TermsForm.clean(reason), member);
        });
    }

    @PostMapping("/sans-suite")
    String unsuccessful(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var typed = Map.of("form", "unsuccessful", "reason", reason);
        return ended(
                reference,
                typed,
                "tenders.unsuccessful",
                member,
                submission,
                model,
                call -> concluding.unsuccessful(call, version, TermsForm.clean(reason), member));
    }

    @PostMapping("/annulation")
    String cancel(
            @PathVariable String reference,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var typed = Map.of("form", "cancel", "reason", reason);
        return ended(
                reference,
                typed,
                "tenders.cancelled",
                member,
                submission,
                model,
                call -> concluding.cancel(call, version, TermsForm.clean(reason), member));
    }

    private String ended(
            String reference,
            Map<String, String> typed,
            String done,
            Member member,
            Submission submission,
            Model model,
            Consumer<Reference> ending) {
        var call = Reference.asked(reference);
        return submission.of(
                done,
                () -> {
                    ending.accept(call);
                    return "/espace/appels-d-offres/" + call;
                },
                errors -> desk.show(published.mine(call, member), errors, typed, model));
    }

    private static @Nullable BigDecimal amount(String typed) {
        String plain = typed.replace("€", "").strip();
        if (plain.isEmpty()) return null;
        BigDecimal amount = TermsReading.number(plain);
        if (amount == null || amount.scale() > 2 || amount.precision() - amount.scale() > 8)
            throw new Refused("amount", "tenders.budget.wrong");
        return amount;
    }
}
