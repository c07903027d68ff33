package org.maillage.site;

import java.util.List;
import org.maillage.network.Network;
import org.maillage.network.OpenCalls;
import org.maillage.network.Outlines;
import org.maillage.network.PublicDates;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The public home: what the scheme is, where mine is, which calls are open, which dates come. */
@Controller
@OpenToAll
@BrieflyCached
class HomeController {
    private static final int CALLS = 5;
    private static final int DATES = 4;
    private final Network network;
    private final Outlines outlines;
    private final ObjectProvider<OpenCalls> calls;
    private final ObjectProvider<PublicDates> dates;

    HomeController(
            Network network, Outlines outlines, ObjectProvider<OpenCalls> calls, ObjectProvider<PublicDates> dates) {
        this.network = network;
        this.outlines = outlines;
        this.calls = calls;
        this.dates = dates;
    }

    @GetMapping("/")
    String home(Model model) {
        OpenCalls open = calls.getIfAvailable();
        var dlas = network.dlas();
        model.addAttribute("dlas", dlas);
        model.addAttribute("map", outlines.of(network.departments()));
        PublicDates coming = dates.getIfAvailable();
        model.addAttribute("dates", coming == null ? List.of() : coming.next(DATES));
        model.addAttribute("calls", open == null ? List.of() : open.latest(CALLS));
        return "site/home";
    }
}
