package org.maillage.people;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.network.People;
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

/** Who is here, who is awaited, who is away: of one's own DLA for an officer, of the whole network for the facilitator. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/equipe")
class TeamController {
    static final String PAGE = "/espace/equipe";
    private final Inviting inviting;
    private final StandingIn standingIn;
    private final People people;
    private final Network network;
    private final Languages languages;

    TeamController(Inviting inviting, StandingIn standingIn, People people, Network network, Languages languages) {
        this.inviting = inviting;
        this.standingIn = standingIn;
        this.people = people;
        this.network = network;
        this.languages = languages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal Member member, Model model) {
        return page(member, Errors.none(), Map.of(), model);
    }

    @PostMapping("/invitations")
    String invite(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "OFFICER") String role,
            @RequestParam(defaultValue = "") String dla,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            inviting.invite(member, email, name, role(role), dla(dla, member), locale);
        } catch (Refused e) {
            response.setStatus(422);
            var typed = Map.of("email", email, "name", name, "role", role, "dla", dla);
            return page(member, Errors.of(e, languages.in(locale)), typed, model);
        }
        flash.addFlashAttribute("done", "people.invite.done");
        return "redirect:" + PAGE;
    }

    @PostMapping("/invitations/{id}/renvoi")
    String resend(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        inviting.resend(id, member);
        flash.addFlashAttribute("done", "people.invite.done");
        return "redirect:" + PAGE;
    }

    @PostMapping("/invitations/{id}/retrait")
    String withdraw(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        inviting.withdraw(id, member);
        flash.addFlashAttribute("done", "people.invite.withdrawn");
        return "redirect:" + PAGE;
    }

    private String page(Member member, Errors errors, Map<String, String> typed, Model model) {
        List<Dla> dlas = network.dlas();
        model.addAttribute("member", member);
        model.addAttribute("dlas", dlas);
        model.addAttribute("names", dlas.stream().collect(Collectors.toMap(Dla::id, Dla::name)));
        model.addAttribute(
                "people",
                people.inOffice().stream().filter(p -> Leaving.may(member, p)).toList());
        model.addAttribute(
                "gone",
                people.departures().stream()
                        .filter(d -> d.gone() && Leaving.may(member, d.person()))
                        .toList());
        model.addAttribute("absences", standingIn.inTheNetwork());
        model.addAttribute("invitations", inviting.pending(member));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "people/team";
    }

    private static @Nullable Role role(String typed) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(typed))
                .findFirst()
                .orElse(null);
    }

    /** An officer invites to their own DLA without having to say so. */
    private static @Nullable DlaId dla(String typed, Member member) {
        if (typed.isEmpty()) return member.dla();
        return typed.matches("[a-z0-9]+(-[a-z0-9]+)*") ? new DlaId(typed) : null;
    }
}
