package org.maillage.library;

import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A DLA's variant: made, brought up to the common tool, proposed back and answered. */
@Controller
@RequestMapping("/espace/outils/{id}")
@OpenTo(Role.OFFICER)
class VariantsController {
    private final Varying varying;
    private final Proposing proposing;
    private final Reading reading;
    private final ToolPages pages;

    VariantsController(Varying varying, Proposing proposing, Reading reading, ToolPages pages) {
        this.varying = varying;
        this.proposing = proposing;
        this.reading = reading;
        this.pages = pages;
    }

    @PostMapping("/declinaisons")
    String make(@PathVariable UUID id, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        Tool variant = varying.make(id, member);
        flash.addFlashAttribute("done", "library.variant.made");
        return "redirect:" + variant.path();
    }

    @GetMapping("/mise-a-jour")
    String behind(@PathVariable UUID id, @AuthenticationPrincipal Member member, Submission form, Model model) {
        return update(varying.pair(id, member), Errors.none(), form.texts(), model);
    }

    @PostMapping("/mise-a-jour")
    String catchUp(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "0") int common,
            @RequestParam(defaultValue = "") String fichiers,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        var chosen = varying.pair(id, member).merge().chosen(posted);
        return form.of(
                chosen.toFinish() ? "library.conflict.finish" : "library.variant.caughtUp",
                () -> {
                    varying.catchUp(id, version, common, chosen.form().read(), fichiers.equals("oui"), member);
                    return Tool.path(id) + (chosen.toFinish() ? "/modifier" : "");
                },
                errors -> update(varying.pair(id, member), errors, form.texts(), model));
    }

    private String update(VariantPair pair, Errors errors, Texts t, Model model) {
        model.addAttribute("pair", pair);
        model.addAttribute("sides", pair.merge().incoming(t));
        model.addAttribute("names", reading.names());
        model.addAttribute("errors", errors);
        return "library/update";
    }

    @PostMapping("/propositions")
    String propose(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String message,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return form.of(
                "library.proposal.made",
                () -> {
                    proposing.propose(id, message, member);
                    return Tool.path(id);
                },
                errors -> pages.show(id, member, errors, message, model));
    }

    @GetMapping("/propositions/{proposal}")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String proposal(
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return proposal(proposing.read(id, proposal, member), Errors.none(), "", member, form.texts(), model);
    }

    private String proposal(ProposedChange read, Errors errors, String typed, Member member, Texts t, Model model) {
        model.addAttribute("read", read);
        model.addAttribute("sides", read.merge().incoming(t));
        model.addAttribute("names", reading.names());
        model.addAttribute("answers", read.common().answeredForBy(member));
        model.addAttribute("proposes", member.runs(read.proposal().dla()));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "library/proposal";
    }

    @PostMapping("/propositions/{proposal}/accord")
    String accept(
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String fichiers,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        var chosen = proposing.read(id, proposal, member).merge().chosen(posted);
        return form.of(
                chosen.toFinish() ? "library.conflict.finish" : "library.proposal.accepted",
                () -> {
                    proposing.accept(id, proposal, version, chosen.form().read(), fichiers.equals("oui"), member);
                    return Tool.path(id) + (chosen.toFinish() ? "/modifier" : "");
                },
                errors -> proposal(proposing.read(id, proposal, member), errors, "", member, form.texts(), model));
    }

    @PostMapping("/propositions/{proposal}/refus")
    String decline(
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @RequestParam(defaultValue = "") String answer,
            @AuthenticationPrincipal Member member,
            Submission form,
            Model model) {
        return form.of(
                "library.proposal.declined",
                () -> {
                    proposing.decline(id, proposal, answer, member);
                    return Tool.path(id);
                },
                errors -> proposal(proposing.read(id, proposal, member), errors, answer, member, form.texts(), model));
    }

    @PostMapping("/propositions/{proposal}/retrait")
    String withdraw(
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        proposing.withdraw(id, proposal, member);
        flash.addFlashAttribute("done", "library.proposal.withdrawn");
        return "redirect:" + Tool.path(id) + "/propositions/" + proposal;
    }
}
