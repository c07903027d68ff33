package org.maillage.people;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.identity.Handover.Item;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Passes the baton: everything in one's care on one page, each thing to whoever takes it. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/passation")
class HandoverController {
    private static final String PAGE = "/espace/passation";
    private final HandingOver handingOver;
    private final Leaving leaving;
    private final Network network;
    private final Languages languages;

    HandoverController(HandingOver handingOver, Leaving leaving, Network network, Languages languages) {
        this.handingOver = handingOver;
        this.leaving = leaving;
        this.network = network;
        this.languages = languages;
    }

    /** @param de account of somebody else, who leaves or has left; empty for one's own things */
    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String de,
            @AuthenticationPrincipal Member member,
            Locale locale,
            Model model) {
        return page(from(de, member), member, Errors.none(), Map.of(), locale, model);
    }

    /** Fields {@code pour-<n>} hold a person's identifier for the item of {@code objet-<n>}, or nothing. */
    @PostMapping
    String pass(
            @RequestParam(defaultValue = "") String de,
            @RequestParam Map<String, String> posted,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        Person from = from(de, member);
        Texts t = languages.in(locale);
        var wanted = new LinkedHashMap<String, UUID>();
        posted.forEach((field, value) -> {
            String item = field.startsWith("pour-") ? posted.get("objet-" + field.substring(5)) : null;
            if (item != null && value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                wanted.put(item, UUID.fromString(value));
        });
        var refused = handingOver.pass(from, wanted, member, t);
        if (!refused.isEmpty()) {
            response.setStatus(422);
            var typed = new HashMap<String, String>();
            wanted.forEach((item, to) -> typed.put(item, to.toString()));
            var messages = new LinkedHashMap<String, String>();
            refused.forEach((item, why) -> messages.put(item, t.localize(why)));
            return page(from, member, new Errors(messages), typed, locale, model);
        }
        flash.addFlashAttribute("done", wanted.isEmpty() ? "people.handover.nothing" : "people.handover.done");
        return "redirect:" + back(from, member);
    }

    /** What is left stays under the DLA's name. */
    @PostMapping("/fin")
    String settle(
            @RequestParam(defaultValue = "") String de,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        Person from = from(de, member);
        handingOver.settle(from);
        flash.addFlashAttribute("done", "people.handover.settled");
        return "redirect:" + back(from, member);
    }

    private static String back(Person from, Member member) {
        return from.id().equals(member.id()) ? PAGE : PAGE + "?de=" + from.account();
    }

    private Person from(String account, Member member) {
        if (!account.isEmpty()) return leaving.remembered(account, member);
        return network.person(member.id()).orElseThrow(() -> new NotFound("person"));
    }

    private String page(
            Person from, Member member, Errors errors, Map<String, String> typed, Locale locale, Model model) {
        List<Item> items = handingOver.items(from, languages.in(locale));
        List<Person> colleagues = handingOver.colleagues(from);
        model.addAttribute("from", from);
        model.addAttribute("self", from.id().equals(member.id()));
        model.addAttribute("items", items);
        model.addAttribute("colleagues", colleagues);
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "people/handover";
    }
}
