package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member's own account: how they enter, where they are signed in, what is kept about them. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class AccountController {
    static final String ACCOUNT = "/espace/compte";

    private final Network network;
    private final Passkeys passkeys;
    private final OpenSessions sessions;

    AccountController(Network network, Passkeys passkeys, OpenSessions sessions) {
        this.network = network;
        this.passkeys = passkeys;
        this.sessions = sessions;
    }

    @GetMapping(ACCOUNT)
    String account(@AuthenticationPrincipal Member member, HttpServletRequest request, Model model) {
        model.addAttribute("member", member);
        model.addAttribute(
                "email", network.person(member.id()).map(p -> p.email().text()).orElse(""));
        model.addAttribute("passkeys", passkeys.of(member.id()));
        model.addAttribute("sessions", sessions.of(member.id(), current(request)));
        return "identity/account";
    }

    /** Ends one session; the one that asks is ended by signing out. */
    @PostMapping(ACCOUNT + "/sessions/{id}/fin")
    String end(@PathVariable String id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        sessions.end(member.id(), id);
        flash.addFlashAttribute("done", "identity.sessions.ended");
        return "redirect:" + ACCOUNT;
    }

    @PostMapping(ACCOUNT + "/sessions/fin")
    String endOthers(@AuthenticationPrincipal Member member, HttpServletRequest request, RedirectAttributes flash) {
        sessions.endOthers(member.id(), current(request));
        flash.addFlashAttribute("done", "identity.sessions.endedOthers");
        return "redirect:" + ACCOUNT;
    }

    private static String current(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
