package org.maillage.agenda;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.network.Person;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
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

/** Calls an event, a poll or an urgent meeting; changes what is said of one. */
@Controller
@RequestMapping("/espace/agenda")
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class CallingController {
    private final Calling calling;
    private final Callers callers;
    private final Languages languages;

    CallingController(Calling calling, Callers callers, Languages languages) {
        this.calling = calling;
        this.callers = callers;
        this.languages = languages;
    }

    /** @param jour a day that was clicked in the month */
    @GetMapping("/nouveau")
    String event(@RequestParam(defaultValue = "") String jour, Locale locale, Model model) {
        var form = inside().with("day", jour.matches("\\d{4}-\\d\\d-\\d\\d") ? jour : "");
        return form("agenda/new", form, Errors.none(), locale, model);
    }

    @PostMapping("/nouveau")
    String event(
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Locale locale,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.called",
                () -> "/espace/agenda/" + calling.call(form, false, member),
                errors -> form("agenda/new", form, errors, locale, model));
    }

    @GetMapping("/sondages/nouveau")
    String poll(Locale locale, Model model) {
        return form("agenda/newpoll", inside(), Errors.none(), locale, model);
    }

    @PostMapping("/sondages/nouveau")
    String poll(
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Locale locale,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.poll.called",
                () -> "/espace/agenda/sondages/" + calling.poll(form, member),
                errors -> form("agenda/newpoll", form, errors, locale, model));
    }

    /** Everything is filled in: who is in a hurry chooses an hour and sends. */
    @GetMapping("/urgence")
    String urgent(@AuthenticationPrincipal Member member, Locale locale, Model model) {
        Texts t = languages.in(locale);
        var slots = UrgentSlots.after(calling.now());
        var form = inside().with("title", t.localize("agenda.urgent.titleValue"))
                .with("slot", UrgentSlots.code(slots.getFirst()));
        String link = calling.lastVideoLink(member);
        if (link != null) form = form.with("videoLink", link);
        return urgent(form, slots, Errors.none(), model);
    }

    @PostMapping("/urgence")
    String urgent(
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.urgent.called",
                () -> "/espace/agenda/" + calling.call(UrgentSlots.whole(form), true, member),
                errors -> urgent(form, UrgentSlots.after(calling.now()), errors, model));
    }

    private String urgent(EventForm form, List<LocalDateTime> slots, Errors errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("slots", slots);
        model.addAttribute("errors", errors);
        model.addAttribute("people", callers.inside());
        return "agenda/urgent";
    }

    @GetMapping("/evenements/{event}/modification")
    String edit(@PathVariable UUID event, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        Event mine = calling.mine(event, member);
        return edit(mine, EventForm.of(mine, calling.invitedTo(event)), Errors.none(), locale, model);
    }

    @PostMapping("/evenements/{event}/modification")
    String edit(
            @PathVariable UUID event,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Locale locale,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.saved",
                () -> {
                    calling.edit(event, version, form, member);
                    return "/espace/agenda/evenements/" + event;
                },
                errors -> edit(calling.mine(event, member), form, errors, locale, model));
    }

    private String edit(Event event, EventForm form, Errors errors, Locale locale, Model model) {
        model.addAttribute("event", event);
        model.addAttribute("version", event.version());
        return form("agenda/edit", form, errors, locale, model);
    }

    private EventForm inside() {
        return EventForm.blank(callers.inside().stream().map(Person::id).toList());
    }

    private String form(String template, EventForm form, Errors errors, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute(
                "choices",
                FormChoices.of(callers.everyone(), callers.dlas(), callers.departments(), languages.in(locale)));
        return template;
    }
}
