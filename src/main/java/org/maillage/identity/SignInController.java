package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.web.Errors;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door: who are you? */
@Controller
@OpenToAll
class SignInController {
    /** Where a member arrives who asked for no page in particular. */
    static final String SPACE = "/espace";

    private final MemberSessions sessions;
    private final ObjectProvider<DemonstrationAccounts> demonstration;

    SignInController(MemberSessions sessions, ObjectProvider<DemonstrationAccounts> demonstration) {
        this.sessions = sessions;
        this.demonstration = demonstration;
    }

    /**
     * @param suite page to go to once signed in
     * @param expiree present when a form was sent after the session had ended
     * @param deconnecte present after signing out
     */
    @GetMapping("/connexion")
    String ask(
            @RequestParam(defaultValue = SPACE) String suite,
            @RequestParam(required = false) @Nullable String expiree,
            @RequestParam(required = false) @Nullable String deconnecte,
            @AuthenticationPrincipal @Nullable Member member,
            Model model) {
        if (member != null) return "redirect:" + LocalPath.of(suite);
        model.addAttribute("notice", expiree != null ? "expired" : deconnecte != null ? "out" : "");
        return form(suite, "", Errors.none(), model);
    }

    @PostMapping("/deconnexion")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        sessions.close(request, response);
        return "redirect:/connexion?deconnecte";
    }

    private String form(String suite, String email, Errors errors, Model model) {
        model.addAttribute("suite", LocalPath.of(suite));
        model.addAttribute("email", email);
        model.addAttribute("errors", errors);
        var accounts = demonstration.getIfAvailable();
        model.addAttribute("accounts", accounts == null ? List.<Account>of() : accounts.all());
        return "identity/connexion";
    }
}
