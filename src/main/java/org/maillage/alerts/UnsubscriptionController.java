package org.maillage.alerts;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The end of a subscription: GET shows a button, POST ends it. Mail programs post here by themselves (RFC 8058), without
 * cookie and without CSRF token: the token in the address is the right to act, and nothing is asked back.
 */
@Controller
@OpenToAll
@RequestMapping("/alertes/desinscription/{token}")
class UnsubscriptionController {
    private final Preferences preferences;
    private final Subscriptions subscriptions;
    private final SubscriptionLinks links;

    UnsubscriptionController(Preferences preferences, Subscriptions subscriptions, SubscriptionLinks links) {
        this.preferences = preferences;
        this.subscriptions = subscriptions;
        this.links = links;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletResponse response, Model model) {
        Optional<UUID> id = links.read(token);
        if (id.isEmpty()) return gone(response);
        Optional<Subscription> subscription = id.flatMap(subscriptions::find);
        if (subscription.isEmpty()) return done(Optional.empty(), model);
        model.addAttribute("subscription", subscription.get());
        model.addAttribute("followed", subscriptions.followed(id.get()));
        return "alerts/unsubscribe";
    }

    /** Ends it at once. The answer offers the way back with the same choices, which stand in its address, not with us. */
    @PostMapping
    String end(@PathVariable String token, HttpServletResponse response, Model model) {
        Optional<UUID> id = links.read(token);
        if (id.isEmpty()) return gone(response);
        Optional<Subscription> subscription = id.flatMap(subscriptions::find);
        preferences.unsubscribe(id.get());
        return done(subscription, model);
    }

    private static String done(Optional<Subscription> ended, Model model) {
        model.addAttribute(
                "again",
                ended.filter(Subscription::listens)
                        .map(s -> ChoicesForm.of(s.choices(), s.rhythm()).query())
                        .orElse(""));
        return "alerts/unsubscribed";
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(404);
        return "alerts/link-unknown";
    }
}
