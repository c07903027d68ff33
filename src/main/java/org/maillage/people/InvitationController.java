package org.maillage.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.maillage.identity.MemberSessions;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.network.Person;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The link of an invitation. Opening it changes nothing, since mail scanners open every link; its button takes the place,
 * and signs in: whoever holds the link reads the mailbox, as with a link to sign in.
 */
@Controller
@OpenToAll
@RequestMapping("/invitation/{token}")
class InvitationController {
    private static final Limit PER_CLIENT = new Limit("invitation-client", 60, Duration.ofMinutes(15));
    private final Inviting inviting;
    private final MemberSessions sessions;
    private final RateLimits limits;
    private final Languages languages;

    InvitationController(Inviting inviting, MemberSessions sessions, RateLimits limits, Languages languages) {
        this.inviting = inviting;
        this.sessions = sessions;
        this.limits = limits;
        this.languages = languages;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response, Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        return page(token, inviting.opened(token), null, "", Errors.none(), response, model);
    }

    @PostMapping
    String accept(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String title,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        Person person;
        try {
            person = inviting.accept(token, name, title);
        } catch (NotFound e) {
            return page(token, Optional.empty(), name, title, Errors.none(), response, model);
        } catch (Refused e) {
            response.setStatus(422);
            return page(
                    token, inviting.opened(token), name, title, Errors.of(e, languages.in(locale)), response, model);
        }
        sessions.open(person, request, response);
        return "redirect:/espace/premier-mois";
    }

    private static String page(
            String token,
            Optional<Invitation> invitation,
            @org.jspecify.annotations.Nullable String typedName,
            String title,
            Errors errors,
            HttpServletResponse response,
            Model model) {
        if (invitation.isEmpty()) {
            response.setStatus(410); // used, withdrawn, too old, made up: telling them apart would help nobody honest
            return "people/invitation-over";
        }
        model.addAttribute("token", token);
        model.addAttribute("invitation", invitation.get());
        model.addAttribute("name", typedName == null ? invitation.get().name() : typedName);
        model.addAttribute("title", title);
        model.addAttribute("errors", errors);
        return "people/invitation";
    }
}
