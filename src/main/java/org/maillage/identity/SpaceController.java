package org.maillage.identity;

import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A member's home: what their role can do here. */
@Controller
class SpaceController {
    private final Network network;

    SpaceController(Network network) {
        this.network = network;
    }

    @GetMapping("/espace")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String space(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("entries", SpaceEntry.of(member));
        if (member.dla() != null) network.dla(member.dla()).ifPresent((Dla dla) -> model.addAttribute("dla", dla));
        return "identity/espace";
    }
}
