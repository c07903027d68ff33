package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.http.HttpStatus;
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

    /** A whole office may stand behind one address of the network. */
    static final Limit PER_CLIENT = new Limit("sign-in-client", 20, Duration.ofMinutes(15));

    private final SignInRequests requests;
    private final MemberSessions sessions;
    private final RateLimits limits;
    private final Languages languages;
    private final SignInPage page;

    SignInController(
            SignInRequests requests, MemberSessions sessions, RateLimits limits, Languages languages, SignInPage page) {
        this.requests = requests;
        this.sessions = sessions;
        this.limits = limits;
        this.languages = languages;
        this.page = page;
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
        return page.show(
                suite, "", Errors.none(), expiree != null ? "expired" : deconnecte != null ? "out" : "", model);
    }

    /** The answer is the same, and takes the same time, whether or not a member has this address. */
    @PostMapping("/connexion")
    String send(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = SPACE) String suite,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        try {
            requests.take(EmailAddress.of(email), LocalPath.of(suite), locale);
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.show(suite, email, Errors.of(e, languages.in(locale)), "", model);
        }
        return "redirect:/connexion/envoi";
    }

    @GetMapping("/connexion/envoi")
    String sent() {
        return "identity/envoi";
    }

    @PostMapping("/deconnexion")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        sessions.close(request, response);
        return "redirect:/connexion?deconnecte";
    }
}
