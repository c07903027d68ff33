package org.maillage.network;

import java.util.List;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** « Trouver mon DLA », and the suggestions that its field shows where scripts run. */
@Controller
@OpenToAll
@BrieflyCached
class FinderController {
    private static final int LONGEST = 120;
    private final Finder finder;
    private final Network network;
    private final ObjectProvider<OpenCalls> calls;

    FinderController(Finder finder, Network network, ObjectProvider<OpenCalls> calls) {
        this.finder = finder;
        this.network = network;
        this.calls = calls;
    }

    @GetMapping("/trouver-mon-dla")
    String find(
            @RequestParam(defaultValue = "") String commune,
            @RequestParam(defaultValue = "") String insee,
            Model model) {
        Finding finding = finder.find(cut(commune), insee.matches("[0-9AB]{5}") ? insee : "");
        Dla dla = finding.dla();
        OpenCalls open = calls.getIfAvailable();
        model.addAttribute("finding", finding);
        model.addAttribute("officers", dla == null ? List.of() : network.officersOf(dla.id()));
        model.addAttribute("calls", dla == null || open == null ? List.of() : open.of(dla.id()));
        model.addAttribute("dlas", network.dlas());
        return "network/find";
    }

    @GetMapping("/trouver-mon-dla/suggestions")
    String suggest(@RequestParam(defaultValue = "") String commune, Model model) {
        model.addAttribute("communes", finder.suggest(cut(commune)));
        return "network/suggestions";
    }

    private static String cut(String typed) {
        return typed.substring(0, Math.min(LONGEST, typed.length()));
    }
}
