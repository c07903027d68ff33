package org.maillage.agenda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.OpenTo;
import org.maillage.web.Submission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A poll: who can come when, and the choice. */
@Controller
@RequestMapping("/espace/agenda/sondages/{poll}")
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class PollController {
    private final Polling polling;
    private final Polls polls;
    private final Events events;
    private final Callers callers;

    PollController(Polling polling, Polls polls, Events events, Callers callers) {
        this.polling = polling;
        this.polls = polls;
        this.events = events;
        this.callers = callers;
    }

    @GetMapping
    String show(@PathVariable UUID poll, @AuthenticationPrincipal Member member, Model model) {
        return page(poll, Errors.none(), member, model);
    }

    @PostMapping("/reponse")
    String answer(
            @PathVariable UUID poll,
            @RequestParam Map<String, String> posted,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.answer.done",
                () -> {
                    polling.answer(poll, answers(posted), member);
                    return "/espace/agenda/sondages/" + poll;
                },
                errors -> page(poll, errors, member, model));
    }

    /** Fields {@code reponse-<slot or date>}; what is not an answer says nothing. */
    static Map<UUID, Answer> answers(Map<String, String> posted) {
        var answers = new HashMap<UUID, Answer>();
        posted.forEach((name, value) -> {
            if (!name.matches("reponse-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) return;
            for (Answer answer : Answer.values())
                if (answer.name().equals(value)) answers.put(UUID.fromString(name.substring(8)), answer);
        });
        return answers;
    }

    @PostMapping("/choix")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String choose(
            @PathVariable UUID poll,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String slot,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.poll.chosen",
                () -> "/espace/agenda/" + polling.choose(poll, version, chosen(slot), member),
                errors -> page(poll, errors, member, model));
    }

    private static UUID chosen(String slot) {
        return slot.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(slot) : new UUID(0, 0);
    }

    @PostMapping("/abandon")
    @OpenTo({Role.OFFICER, Role.FACILITATOR})
    String drop(
            @PathVariable UUID poll,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.poll.dropped",
                () -> {
                    polling.drop(poll, version, member);
                    return "/espace/agenda";
                },
                errors -> page(poll, errors, member, model));
    }

    private String page(UUID poll, Errors errors, Member member, Model model) {
        Event event = polling.poll(poll, member);
        List<Guest> guests = events.guests(poll, null);
        boolean invited = guests.stream().anyMatch(g -> g.person().equals(member.id()));
        model.addAttribute("event", event);
        model.addAttribute("caller", callers.name(event));
        model.addAttribute("slots", polls.of(poll));
        model.addAttribute("guests", invited ? guests : List.of());
        model.addAttribute("me", member.id());
        model.addAttribute("invited", invited);
        model.addAttribute("mayChoose", Meetings.inside(member) && event.inHandsOf(member));
        model.addAttribute("errors", errors);
        return "agenda/poll";
    }
}
