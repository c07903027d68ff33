package org.maillage.site;

import org.maillage.network.Network;
import org.maillage.network.Profile;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that explain: the scheme, and what the law wants said of a site. */
@Controller
@OpenToAll
@BrieflyCached
class ExplanationController {
    private final Network network;
    private final Profile profile;

    ExplanationController(Network network, Profile profile) {
        this.network = network;
        this.profile = profile;
    }

    @GetMapping("/dispositif")
    String scheme(Model model) {
        model.addAttribute("history", network.history());
        return "site/scheme";
    }

    @GetMapping("/mentions-legales")
    String legal(Model model) {
        model.addAttribute("profile", profile.get());
        return "site/legal";
    }

    @GetMapping("/confidentialite")
    String privacy(Model model) {
        model.addAttribute("profile", profile.get());
        return "site/privacy";
    }

    @GetMapping("/accessibilite")
    String accessibility(Model model) {
        model.addAttribute("profile", profile.get());
        return "site/accessibility";
    }
}
