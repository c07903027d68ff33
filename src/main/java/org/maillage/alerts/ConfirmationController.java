package org.maillage.alerts;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.maillage.network.Network;
import org.maillage.web.Languages;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The link of the confirmation mail. Opening it confirms nothing: scanners of mail open every link. The button does. */
@Controller
@OpenToAll
@RequestMapping("/alertes/confirmer/{token}")
class ConfirmationController {
    private final Subscribing subscribing;
    private final Calls calls;
    private final Network network;
    private final Languages languages;

    ConfirmationController(Subscribing subscribing, Calls calls, Network network, Languages languages) {
        this.subscribing = subscribing;
        this.calls = calls;
        this.network = network;
        this.languages = languages;
    }

    @GetMapping
    String show(@PathVariable String token, Locale locale, HttpServletResponse response, Model model) {
        var found = subscribing.waiting(token);
        if (found.isEmpty()) return gone(response);
        SubscriptionRequest request = found.get();
        model.addAttribute("token", token);
        model.addAttribute("form", ChoicesForm.of(request.choices(), request.rhythm()));
        model.addAttribute("options", ChoiceOptions.of(network, languages.in(locale)));
        model.addAttribute(
                "call",
                request.followed().flatMap(calls::find).map(FollowedCall::title).orElse(""));
        return "alerts/confirm";
    }

    @PostMapping
    String confirm(@PathVariable String token, HttpServletResponse response) {
        return subscribing
                .confirm(token)
                .map(subscription -> "redirect:" + subscription.preferencesPath() + "?bienvenue")
                .orElseGet(() -> gone(response));
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(404);
        return "alerts/link-unknown";
    }
}
