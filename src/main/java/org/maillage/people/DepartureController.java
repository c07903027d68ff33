package org.maillage.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maillage.identity.FreshlySignedIn;
import org.maillage.identity.MemberSessions;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.OpenToAll;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leaves the network: oneself, or somebody who is gone without a word. */
@Controller
class DepartureController {
    private final Leaving leaving;
    private final Network network;
    private final MemberSessions sessions;
    private final Languages languages;

    DepartureController(Leaving leaving, Network network, MemberSessions sessions, Languages languages) {
        this.leaving = leaving;
        this.network = network;
        this.sessions = sessions;
        this.languages = languages;
    }

    @GetMapping("/espace/depart")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String mine(@AuthenticationPrincipal Member member, Model model) {
        return page(myself(member), member, Errors.none(), Map.of(), model);
    }

    /** @param quand {@code date} to leave on {@code lastDay}, {@code maintenant} to close the account now */
    @PostMapping("/espace/depart")
    @FreshlySignedIn
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String leave(
            @RequestParam(defaultValue = "") String quand,
            @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "") String alone,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        Person person = myself(member);
        try {
            leave(person, quand, lastDay, alone, member);
        } catch (Refused e) {
            return refused(e, person, member, quand, lastDay, locale, response, model);
        }
        if (quand.equals("maintenant")) {
            sessions.close(request, response);
            return "redirect:/depart";
        }
        flash.addFlashAttribute("done", "people.leave.done");
        return "redirect:/espace/passation";
    }

    @PostMapping("/espace/depart/annulation")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String stay(@AuthenticationPrincipal Member member, RedirectAttributes flash) {
        leaving.stay(myself(member), member);
        flash.addFlashAttribute("done", "people.leave.stays");
        return "redirect:/espace/depart";
    }

    /** For whoever has just closed their account, and is nobody here any more. */
    @GetMapping("/depart")
    @OpenToAll
    String goodbye() {
        return "people/goodbye";
    }

    @GetMapping("/espace/equipe/{account}/depart")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String theirs(@PathVariable String account, @AuthenticationPrincipal Member member, Model model) {
        return page(leaving.inOffice(account, member), member, Errors.none(), Map.of(), model);
    }

    @PostMapping("/espace/equipe/{account}/depart")
    @FreshlySignedIn
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String close(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String quand,
            @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "") String alone,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        Person person = leaving.inOffice(account, member);
        if (person.id().equals(member.id())) return "redirect:/espace/depart";
        try {
            leave(person, quand, lastDay, alone, member);
        } catch (Refused e) {
            return refused(e, person, member, quand, lastDay, locale, response, model);
        }
        flash.addFlashAttribute("done", "people.leave.done.other");
        return "redirect:/espace/passation?de=" + account;
    }

    @PostMapping("/espace/equipe/{account}/depart/annulation")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String keep(@PathVariable String account, @AuthenticationPrincipal Member member, RedirectAttributes flash) {
        leaving.stay(leaving.inOffice(account, member), member);
        flash.addFlashAttribute("done", "people.leave.stays.other");
        return "redirect:" + TeamController.PAGE;
    }

    private void leave(Person person, String when, String typedDay, String alone, Member by) {
        @Nullable LocalDate day = null;
        if (when.equals("date")) {
            day = Days.read(typedDay);
            if (day == null) throw new Refused("lastDay", "people.leave.day");
        } else if (!when.equals("maintenant")) throw new Refused("quand", "people.leave.when");
        leaving.leave(person, day, alone.equals("oui"), by);
    }

    private String refused(
            Refused e,
            Person person,
            Member member,
            String when,
            String day,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        response.setStatus(422);
        var typed = Map.of("quand", when, "lastDay", day);
        return page(person, member, Errors.of(e, languages.in(locale)), typed, model);
    }

    private String page(Person person, Member member, Errors errors, Map<String, String> typed, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("self", person.id().equals(member.id()));
        model.addAttribute(
                "dla",
                person.dla() == null
                        ? ""
                        : network.dla(person.dla()).orElseThrow().name());
        model.addAttribute("alone", leaving.leavesNobody(person));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "people/departure";
    }

    private Person myself(Member member) {
        return network.person(member.id()).orElseThrow(() -> new NotFound("person"));
    }
}
