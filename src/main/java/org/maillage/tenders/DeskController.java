package org.maillage.tenders;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.kernel.StandIn;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Paging;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An officer's desk: what is being written, what is open, what waits for an end. */
@Controller
@RequestMapping("/espace/appels-d-offres")
@OpenTo(Role.OFFICER)
class DeskController {
    private static final int PAST = 20;
    private final Tenders tenders;
    private final Drafting drafting;
    private final Amending published;
    private final Network network;
    private final ObjectProvider<AlertFigures> figures;

    DeskController(
            Tenders tenders,
            Drafting drafting,
            Amending published,
            Network network,
            ObjectProvider<AlertFigures> figures) {
        this.tenders = tenders;
        this.drafting = drafting;
        this.published = published;
        this.network = network;
        this.figures = figures;
    }

    /**
     * The facilitator reads what is public anyway, all DLAs together; drafts are their officers' alone.
     *
     * @param asked a DLA that the member stands in for; empty for their own
     */
    @GetMapping
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String desk(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "dla", defaultValue = "") String asked,
            @AuthenticationPrincipal Member member,
            Model model) {
        @Nullable DlaId dla = dla(asked, member);
        List<Tender> all = dla == null ? tenders.inHand() : tenders.inHand(dla);
        var paging = new Paging(
                Math.min(page, 10_000), PAST, dla == null ? 0 : tenders.pastCount(dla), address(dla, member));
        model.addAttribute(
                "desk",
                new Desk(
                        dla,
                        dla == null ? "" : network.dla(dla).map(Dla::name).orElse(""),
                        some(all, t -> t.draft() && !t.scheduled()),
                        some(all, Tender::scheduled),
                        some(all, t -> t.state() == TenderState.PUBLISHED),
                        some(all, t -> t.state() == TenderState.CLOSED),
                        dla == null ? List.of() : tenders.past(dla, PAST, paging.offset()),
                        dla == null ? List.of() : tenders.abandoned(dla),
                        paging,
                        names()));
        return "tenders/desk";
    }

    /** @param asked a DLA that the member stands in for; empty for their own */
    @PostMapping("/brouillons")
    String begin(@RequestParam(name = "dla", defaultValue = "") String asked, @AuthenticationPrincipal Member member) {
        return "redirect:" + drafting.begin(member, dla(asked, member)).workPath();
    }

    /** @param modele the call that the new draft repeats */
    @PostMapping("/copies")
    String duplicate(@RequestParam UUID modele, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        flash.addFlashAttribute("done", "tenders.duplicated");
        return "redirect:" + drafting.duplicate(modele, member).workPath();
    }

    /** One call that is out: what can be done with it now. */
    @GetMapping("/{reference:\\d{4}-.+}")
    String work(@PathVariable String reference, @AuthenticationPrincipal Member member, Model model) {
        return show(published.mine(Reference.asked(reference), member), Errors.none(), Map.of(), model);
    }

    /** The same page, after an ending that was refused too. */
    String show(Tender tender, Errors errors, Map<String, String> typed, Model model) {
        if (tender.reference() == null) throw new NotFound(tender.id());
        AlertFigures alerts = figures.getIfAvailable();
        model.addAttribute("tender", tender);
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        model.addAttribute(
                "figures", alerts == null ? null : alerts.of(tender.reference()).orElse(null));
        return "tenders/work";
    }

    /** @throws NotFound for a DLA that the member does not run today */
    private static @Nullable DlaId dla(String asked, Member member) {
        if (asked.isEmpty()) return member.dla();
        return Stream.concat(
                        Stream.ofNullable(member.dla()),
                        member.duties().stream().map(StandIn::dla))
                .filter(dla -> dla.slug().equals(asked))
                .findFirst()
                .orElseThrow(() -> new NotFound("dla"));
    }

    private static String address(@Nullable DlaId dla, Member member) {
        return dla == null || member.belongsTo(dla) ? "/espace/appels-d-offres" : "/espace/appels-d-offres?dla=" + dla;
    }

    private Map<DlaId, String> names() {
        return network.dlas().stream().collect(Collectors.toMap(Dla::id, Dla::name));
    }

    private static List<Tender> some(List<Tender> all, Predicate<Tender> which) {
        return all.stream().filter(which).toList();
    }
}
