package org.maillage.alerts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.network.Network;
import org.maillage.tenders.Reference;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The preferences of one subscription, opened by the signed link that stands in each of its mails. */
@Controller
@OpenToAll
@RequestMapping("/alertes/preferences/{token}")
class PreferencesController {
    private final Preferences preferences;
    private final Subscriptions subscriptions;
    private final SubscriptionLinks links;
    private final Kept kept;
    private final Foretastes foretastes;
    private final Network network;
    private final Languages languages;

    PreferencesController(
            Preferences preferences,
            Subscriptions subscriptions,
            SubscriptionLinks links,
            Kept kept,
            Foretastes foretastes,
            Network network,
            Languages languages) {
        this.preferences = preferences;
        this.subscriptions = subscriptions;
        this.links = links;
        this.kept = kept;
        this.foretastes = foretastes;
        this.network = network;
        this.languages = languages;
    }

    @ModelAttribute("choices")
    ChoicesForm choices(HttpServletRequest request) {
        return ChoicesForm.of(request);
    }

    @GetMapping
    String show(
            @PathVariable String token,
            @RequestParam @Nullable String bienvenue,
            @RequestParam @Nullable String enregistre,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Optional<Subscription> found = find(token);
        if (found.isEmpty()) return gone(response);
        Subscription subscription = found.get();
        model.addAttribute(
                "news",
                bienvenue != null
                        ? subscription.listens() ? "alerts.preferences.welcome" : "alerts.preferences.following"
                        : enregistre != null ? "alerts.preferences.saved" : "");
        return page(
                subscription,
                ChoicesForm.of(subscription.choices(), subscription.rhythm()),
                subscription.listens(),
                subscription.language(),
                Errors.none(),
                locale,
                model);
    }

    @PostMapping
    String change(
            @PathVariable String token,
            @ModelAttribute(name = "choices", binding = false) ChoicesForm choices,
            @RequestParam(defaultValue = "") String ecoute,
            @RequestParam(defaultValue = "fr") String langue,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Optional<Subscription> found = find(token);
        if (found.isEmpty()) return gone(response);
        Subscription subscription = found.get();
        boolean listens = !ecoute.isEmpty();
        try {
            var violations = new Violations();
            var departments = options(locale).departments().keySet();
            choices.check(departments, violations);
            violations.require(langue.equals("fr") || langue.equals("en"), "langue", "alerts.choice.unknown");
            violations.throwIfAny();
            preferences.change(
                    subscription.id(),
                    new Preferences.Change(
                            listens, choices.understood(departments), Rhythm.valueOf(choices.rhythm()), langue));
        } catch (Refused e) {
            response.setStatus(422);
            model.addAttribute("news", "");
            return page(subscription, choices, listens, langue, Errors.of(e, languages.in(locale)), locale, model);
        }
        return "redirect:" + subscription.preferencesPath() + "?enregistre";
    }

    /** Follows a call no longer. */
    @PostMapping("/suivis/{reference}/fin")
    String unfollow(@PathVariable String token, @PathVariable String reference, HttpServletResponse response) {
        Optional<Subscription> found = find(token);
        if (found.isEmpty()) return gone(response);
        try {
            preferences.unfollow(found.get().id(), new Reference(reference));
        } catch (IllegalArgumentException e) {
            throw new NotFound("call");
        }
        return find(token).isPresent()
                ? "redirect:" + found.get().preferencesPath() + "?enregistre"
                : "redirect:" + found.get().unsubscriptionPath();
    }

    /** All that is kept about this subscription, for its holder (article 20 of the GDPR). */
    @GetMapping("/export.json")
    ResponseEntity<String> export(@PathVariable String token) {
        UUID id = find(token).orElseThrow(() -> new NotFound("subscription")).id();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("abonnement.json")
                                .build()
                                .toString())
                .body(kept.of(id));
    }

    private Optional<Subscription> find(String token) {
        return links.read(token).flatMap(subscriptions::find);
    }

    private ChoiceOptions options(Locale locale) {
        return ChoiceOptions.of(network, languages.in(locale));
    }

    private String page(
            Subscription subscription,
            ChoicesForm choices,
            boolean listens,
            String language,
            Errors errors,
            Locale locale,
            Model model) {
        ChoiceOptions options = options(locale);
        model.addAttribute("subscription", subscription);
        model.addAttribute("choices", choices);
        model.addAttribute("listens", listens);
        model.addAttribute("language", language);
        model.addAttribute("errors", errors);
        model.addAttribute("options", options);
        model.addAttribute("followed", subscriptions.followed(subscription.id()));
        model.addAttribute(
                "foretaste",
                foretastes.of(choices.understood(options.departments().keySet())));
        return "alerts/preferences";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(404);
        return "alerts/link-unknown";
    }
}
