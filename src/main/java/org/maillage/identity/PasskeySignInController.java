package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.maillage.kernel.Refused;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The door, for whoever has a passkey: no name is typed, the key says whose it is. */
@Controller
@OpenToAll
@RequestMapping("/connexion/cle")
class PasskeySignInController {
    /** A page asks for a challenge when it opens, so that keys can be proposed at once. */
    static final Limit PER_CLIENT = new Limit("passkey-client", 120, Duration.ofMinutes(15));

    private final PasskeySigningIn signingIn;
    private final MemberSessions sessions;
    private final FormToken browser;
    private final SignInPage page;
    private final RateLimits limits;
    private final Languages languages;

    PasskeySignInController(
            PasskeySigningIn signingIn,
            MemberSessions sessions,
            FormToken browser,
            SignInPage page,
            RateLimits limits,
            Languages languages) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.browser = browser;
        this.page = page;
        this.limits = limits;
        this.languages = languages;
    }

    @PostMapping("/defi")
    @ResponseBody
    Map<String, Object> challenge(HttpServletRequest request) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        return signingIn.entrance(browser.of(request));
    }

    /** One sentence for unknown, removed, replayed, too old and forged: telling them apart would help nobody honest. */
    @PostMapping
    String enter(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = SignInController.SPACE) String suite,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        var person = signingIn.enter(credential, browser.of(request));
        if (person.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var refused = new Refused("", "identity.passkey.refused");
            return page.show(suite, "", Errors.of(refused, languages.in(locale)), "", model);
        }
        sessions.open(person.get(), request, response);
        return "redirect:" + LocalPath.of(suite);
    }
}
