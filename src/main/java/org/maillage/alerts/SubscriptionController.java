package org.maillage.alerts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.network.Network;
import org.maillage.tenders.Reference;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /alertes}: asking for alerts with an e-mail address alone, and what a choice would bring. */
@Controller
@OpenToAll
@RequestMapping("/alertes")
class SubscriptionController {
    private static final Limit ASKED = new Limit("alert-client", 20, Duration.ofHours(1));
    private static final Limit CODES = new Limit("alert-code-client", 60, Duration.ofHours(1));

    private final Subscribing subscribing;
    private final Foretastes foretastes;
    private final Calls calls;
    private final Network network;
    private final Languages languages;
    private final RateLimits limits;

    SubscriptionController(
            Subscribing subscribing,
            Foretastes foretastes,
            Calls calls,
            Network network,
            Languages languages,
            RateLimits limits) {
        this.subscribing = subscribing;
        this.foretastes = foretastes;
        this.calls = calls;
        this.network = network;
        this.languages = languages;
        this.limits = limits;
    }

    @ModelAttribute("choices")
    ChoicesForm choices(HttpServletRequest request) {
        return ChoicesForm.of(request);
    }

    @GetMapping
    String form(
            @ModelAttribute(name = "choices", binding = false) ChoicesForm choices,
            @RequestParam(defaultValue = "") String appel,
            Locale locale,
            Model model) {
        return appel.isEmpty()
                ? subscription(choices, "", Errors.none(), locale, model)
                : follow(call(appel), "", Errors.none(), model);
    }

    /** What the choices would have brought: the part of the page that changes while one chooses. */
    @GetMapping("/apercu")
    String foretaste(
            @ModelAttribute(name = "choices", binding = false) ChoicesForm choices, Locale locale, Model model) {
        model.addAttribute(
                "foretaste",
                foretastes.of(choices.understood(options(locale).departments().keySet())));
        return "alerts/foretaste-fragment";
    }

    /** The same without JavaScript, by a button: POST, so that an e-mail address already typed stands in no address. */
    @PostMapping("/apercu")
    String foretaste(
            @ModelAttribute(name = "choices", binding = false) ChoicesForm choices,
            @RequestParam(defaultValue = "") String email,
            Locale locale,
            Model model) {
        return subscription(choices, email, Errors.none(), locale, model);
    }

    /** Answers alike whoever the address belongs to: only the mail tells. */
    @PostMapping
    String ask(
            @ModelAttribute(name = "choices", binding = false) ChoicesForm choices,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String appel,
            @RequestParam(defaultValue = "") String site,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        @Nullable FollowedCall call = appel.isEmpty() ? null : call(appel);
        UUID asked;
        try {
            EmailAddress address = address(email, choices, locale);
            limits.spend(ASKED, request.getRemoteAddr());
            // A field that nobody sees: what fills it is no person, and learns nothing.
            asked = site.isEmpty()
                    ? subscribing.ask(
                            address,
                            choices.understood(options(locale).departments().keySet()),
                            Rhythm.valueOf(choices.rhythm()),
                            locale,
                            call == null ? null : call.reference())
                    : UUID.randomUUID();
        } catch (Refused e) {
            response.setStatus(422);
            Errors errors = Errors.of(e, languages.in(locale));
            return call == null
                    ? subscription(choices, email, errors, locale, model)
                    : follow(call, email, errors, model);
        }
        return "redirect:/alertes/demande/" + asked;
    }

    /** @throws Refused with everything that is wrong with the form, at once */
    private EmailAddress address(String email, ChoicesForm choices, Locale locale) {
        var violations = new Violations();
        @Nullable EmailAddress address = null;
        try {
            address = EmailAddress.of(email);
        } catch (Refused e) {
            violations.require(false, "email", e.violations().getFirst().message());
        }
        choices.check(options(locale).departments().keySet(), violations);
        violations.throwIfAny();
        return Objects.requireNonNull(address);
    }

    /** The page that waits for the code; it looks the same for an identifier that nobody was given. */
    @GetMapping("/demande/{id}")
    String asked(@PathVariable UUID id, Model model) {
        return asked(id, Errors.none(), model);
    }

    @PostMapping("/demande/{id}")
    String code(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(CODES, request.getRemoteAddr());
        var confirmed = subscribing.confirm(id, code);
        if (confirmed.isPresent()) return "redirect:" + confirmed.get().preferencesPath() + "?bienvenue";
        response.setStatus(422);
        return asked(id, Errors.of(new Refused("code", "alerts.code.wrong"), languages.in(locale)), model);
    }

    private String asked(UUID id, Errors errors, Model model) {
        model.addAttribute("id", id);
        model.addAttribute(
                "email", subscribing.asked(id).map(r -> r.email().text()).orElse(""));
        model.addAttribute("errors", errors);
        return "alerts/asked";
    }

    private String subscription(ChoicesForm choices, String email, Errors errors, Locale locale, Model model) {
        ChoiceOptions options = options(locale);
        model.addAttribute("choices", choices);
        model.addAttribute("email", email);
        model.addAttribute("options", options);
        model.addAttribute("errors", errors);
        model.addAttribute(
                "foretaste",
                foretastes.of(choices.understood(options.departments().keySet())));
        return "alerts/subscription";
    }

    private static String follow(FollowedCall call, String email, Errors errors, Model model) {
        model.addAttribute("call", call);
        model.addAttribute("email", email);
        model.addAttribute("errors", errors);
        return "alerts/follow";
    }

    private FollowedCall call(String reference) {
        try {
            return calls.find(new Reference(reference)).orElseThrow(() -> new NotFound("call"));
        } catch (IllegalArgumentException | Refused e) {
            throw new NotFound("call");
        }
    }

    private ChoiceOptions options(Locale locale) {
        return ChoiceOptions.of(network, languages.in(locale));
    }
}
