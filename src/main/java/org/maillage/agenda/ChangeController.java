package org.maillage.agenda;

import java.util.UUID;
import org.maillage.agenda.Changing.Scope;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moves or cancels a date, alone or with all that follow. */
@Controller
@RequestMapping("/espace/agenda/{date}")
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class ChangeController {
    private final Changing changing;

    ChangeController(Changing changing) {
        this.changing = changing;
    }

    @GetMapping("/deplacement")
    String move(@PathVariable UUID date, @AuthenticationPrincipal Member member, Model model) {
        Meeting meeting = changing.mine(date, member);
        Slot when = meeting.when();
        var form = new EventForm(java.util.Map.of())
                .on(
                        when.starts().toLocalDate(),
                        when.starts().toLocalTime(),
                        when.ends().toLocalTime())
                .with("lastDay", when.oneDay() ? "" : when.ends().toLocalDate().toString())
                .with("place", meeting.place())
                .with("scope", Scope.ONE.name());
        return page("agenda/move", meeting, form, Errors.none(), model);
    }

    @PostMapping("/deplacement")
    String move(
            @PathVariable UUID date,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.moved",
                () -> {
                    changing.move(date, version, form, scope(form), member);
                    return "/espace/agenda/" + date;
                },
                errors -> page("agenda/move", changing.mine(date, member), form, errors, model));
    }

    @GetMapping("/annulation")
    String cancel(@PathVariable UUID date, @AuthenticationPrincipal Member member, Model model) {
        Meeting meeting = changing.mine(date, member);
        var form = new EventForm(java.util.Map.of()).with("scope", Scope.ONE.name());
        return page("agenda/cancel", meeting, form, Errors.none(), model);
    }

    @PostMapping("/annulation")
    String cancel(
            @PathVariable UUID date,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        var form = EventForm.typed(posted);
        return submission.of(
                "agenda.cancelled.done",
                () -> {
                    changing.cancel(date, version, scope(form), member);
                    return "/espace/agenda/" + date;
                },
                errors -> page("agenda/cancel", changing.mine(date, member), form, errors, model));
    }

    private static Scope scope(EventForm form) {
        return form.get("scope").equals(Scope.FOLLOWING.name()) ? Scope.FOLLOWING : Scope.ONE;
    }

    private static String page(String template, Meeting meeting, EventForm form, Errors errors, Model model) {
        model.addAttribute("meeting", meeting);
        model.addAttribute("version", meeting.event().version());
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return template;
    }
}
