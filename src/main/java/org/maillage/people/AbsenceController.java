package org.maillage.people;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An officer's absences, and those in which they are asked to stand in. */
@Controller
@OpenTo(Role.OFFICER)
@RequestMapping("/espace/absences")
class AbsenceController {
    private static final String PAGE = "/espace/absences";
    private final StandingIn standingIn;
    private final Network network;
    private final Languages languages;

    AbsenceController(StandingIn standingIn, Network network, Languages languages) {
        this.standingIn = standingIn;
        this.network = network;
        this.languages = languages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal Member member, Model model) {
        return page(member, Errors.none(), Map.of(), model);
    }

    @PostMapping
    String ask(
            @RequestParam(defaultValue = "") String firstDay,
            @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "") String substitute,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            standingIn.ask(member, id(substitute), Days.read(firstDay), Days.read(lastDay));
        } catch (Refused e) {
            response.setStatus(422);
            var typed = Map.of("firstDay", firstDay, "lastDay", lastDay, "substitute", substitute);
            return page(member, Errors.of(e, languages.in(locale)), typed, model);
        }
        flash.addFlashAttribute("done", "people.absence.done.asked");
        return "redirect:" + PAGE;
    }

    /** @param accord {@code oui} to stand in, anything else to decline */
    @PostMapping("/{id}/reponse")
    String answer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String accord,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        boolean consents = accord.equals("oui");
        try {
            standingIn.answer(id, consents, member);
        } catch (Refused e) {
            response.setStatus(422);
            return page(member, Errors.of(e, languages.in(locale)), Map.of(), model);
        }
        flash.addFlashAttribute("done", consents ? "people.absence.done.consented" : "people.absence.done.declined");
        return "redirect:" + PAGE;
    }

    /** The one who is absent takes it back. */
    @PostMapping("/{id}/annulation")
    String cancel(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        standingIn.cancel(id, member);
        flash.addFlashAttribute("done", "people.absence.done.cancelled");
        return "redirect:" + PAGE;
    }

    /** The one who stands in gives it up. */
    @PostMapping("/{id}/retrait")
    String withdraw(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        standingIn.withdraw(id, member);
        flash.addFlashAttribute("done", "people.absence.done.withdrawn");
        return "redirect:" + PAGE;
    }

    private String page(Member member, Errors errors, Map<String, String> typed, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("absences", standingIn.of(member));
        model.addAttribute("candidates", standingIn.candidates(member));
        model.addAttribute("names", network.dlas().stream().collect(Collectors.toMap(Dla::id, Dla::name)));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "people/absences";
    }

    private static @Nullable UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
