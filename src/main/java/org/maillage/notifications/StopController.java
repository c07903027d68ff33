package org.maillage.notifications;

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
 * The link in each mail that stops it: GET shows a button, POST stops. Mail programs post here by themselves (RFC 8058),
 * without cookie and without form token: the token in the address is the right to act, and stopping is all it gives.
 */
@Controller
@OpenToAll
@RequestMapping("/notifications/arret/{token}")
class StopController {
    private final Choosing choosing;
    private final StopLinks links;

    StopController(Choosing choosing, StopLinks links) {
        this.choosing = choosing;
        this.links = links;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletResponse response, Model model) {
        return page(links.read(token), token, false, response, model);
    }

    @PostMapping
    String stop(@PathVariable String token, HttpServletResponse response, Model model) {
        Optional<UUID> person = links.read(token);
        person.ifPresent(id -> choosing.stop(id, true));
        return page(person, token, true, response, model);
    }

    private static String page(
            Optional<UUID> person, String token, boolean done, HttpServletResponse response, Model model) {
        if (person.isEmpty()) response.setStatus(404);
        model.addAttribute("known", person.isPresent());
        model.addAttribute("token", token);
        model.addAttribute("stopped", done);
        return "notifications/stop";
    }
}
