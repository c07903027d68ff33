package org.maillage.network;

import java.util.List;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The network as the public sees it: all of it, and each DLA in its own voice. */
@Controller
@OpenToAll
@BrieflyCached
class NetworkController {
    private final Network network;
    private final Profile profile;
    private final Outlines outlines;
    private final ObjectProvider<OpenCalls> calls;
    private final ObjectProvider<PartnerOffers> offers;

    NetworkController(
            Network network,
            Profile profile,
            Outlines outlines,
            ObjectProvider<OpenCalls> calls,
            ObjectProvider<PartnerOffers> offers) {
        this.network = network;
        this.profile = profile;
        this.outlines = outlines;
        this.calls = calls;
        this.offers = offers;
    }

    @GetMapping("/reseau")
    String network(Model model) {
        model.addAttribute("profile", profile.get());
        model.addAttribute("teams", teams());
        model.addAttribute("facilitators", network.people(Role.FACILITATOR));
        model.addAttribute("funders", network.funders());
        model.addAttribute("partners", network.partners());
        model.addAttribute("map", outlines.of(network.departments()));
        return "network/network";
    }

    @GetMapping("/reseau/{slug:[a-z0-9]+(?:-[a-z0-9]+)*}")
    String dla(@PathVariable String slug, Model model) {
        Dla dla = network.dla(new DlaId(slug)).orElseThrow(() -> new NotFound(slug));
        OpenCalls open = calls.getIfAvailable();
        model.addAttribute("dla", dla);
        model.addAttribute("officers", network.officersOf(dla.id()));
        model.addAttribute("calls", open == null ? List.of() : open.of(dla.id()));
        PartnerOffers partners = offers.getIfAvailable();
        model.addAttribute("offers", partners == null ? List.of() : partners.in(dla.department()));
        model.addAttribute("funders", network.funders());
        model.addAttribute("dlas", network.dlas());
        model.addAttribute("map", outlines.of(network.departments()));
        return "network/dla";
    }

    /** The DLAs with who runs them, in two questions to the database. */
    private List<Team> teams() {
        var officers = network.people(Role.OFFICER);
        return network.dlas().stream()
                .map(dla -> new Team(
                        dla,
                        officers.stream().filter(o -> dla.id().equals(o.dla())).toList()))
                .toList();
    }
}
