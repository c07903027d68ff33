package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The link in the mail. Opening it signs nobody in, since mail scanners open every link; its button does. */
@Controller
@OpenToAll
@RequestMapping("/connexion/lien/{token}")
class SignInLinkController {
    private final SigningIn signingIn;
    private final MemberSessions sessions;

    SignInLinkController(SigningIn signingIn, MemberSessions sessions) {
        this.signingIn = signingIn;
        this.sessions = sessions;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletResponse response, Model model) {
        var owner = signingIn.owner(token);
        if (owner.isEmpty()) return expired(response);
        model.addAttribute("name", owner.get().name());
        model.addAttribute("token", token);
        return "identity/lien";
    }

    @PostMapping
    String enter(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        var arrival = signingIn.redeem(token);
        if (arrival.isEmpty()) return expired(response);
        sessions.prove(arrival.get().person(), request, response);
        return "redirect:" + LocalPath.of(arrival.get().way());
    }

    /** One page for used, too old and made up: telling them apart would help nobody honest. */
    private static String expired(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "identity/lien-expire";
    }
}
