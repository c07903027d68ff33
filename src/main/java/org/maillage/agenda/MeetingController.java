package org.maillage.agenda;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
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

/** One date: what it is, who comes, what is on the order of the day; and one's answer. */
@Controller
@RequestMapping("/espace/agenda/{date}")
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class MeetingController {
    private static final int OTHER_DATES = 12;
    private final Meetings meetings;
    private final Events events;
    private final Dates dates;
    private final DayItems items;
    private final EventDocuments documents;
    private final Answering answering;
    private final Callers callers;
    private final Clock clock;

    MeetingController(
            Meetings meetings,
            Events events,
            Dates dates,
            DayItems items,
            EventDocuments documents,
            Answering answering,
            Callers callers,
            Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.dates = dates;
        this.items = items;
        this.documents = documents;
        this.answering = answering;
        this.callers = callers;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID date, @AuthenticationPrincipal Member member, Model model) {
        return page(date, Errors.none(), Map.of(), member, model);
    }

    @PostMapping("/reponse")
    String answer(
            @PathVariable UUID date,
            @RequestParam(defaultValue = "") String reponse,
            @AuthenticationPrincipal Member member,
            Submission submission,
            Model model) {
        return submission.of(
                "agenda.answer.done",
                () -> {
                    answering.answer(date, answer(reponse), member);
                    return "/espace/agenda/" + date;
                },
                errors -> page(date, errors, Map.of(), member, model));
    }

    static Answer answer(String typed) {
        for (Answer answer : Answer.values()) if (answer.name().equals(typed)) return answer;
        throw new Refused("", "agenda.answer.choose");
    }

    /** The page, after a refusal of one of its forms too. */
    String page(UUID date, Errors errors, Map<String, String> typed, Member member, Model model) {
        Meeting meeting = meetings.find(date, member).orElseThrow(() -> new NotFound("date"));
        Event event = meeting.event();
        boolean dayOver = meeting.date().dayOver(clock.instant());
        boolean named = meeting.invited() && !dayOver;
        model.addAttribute("meeting", meeting);
        model.addAttribute("caller", callers.name(event));
        model.addAttribute("guests", named ? events.guests(event.id(), date) : List.of());
        model.addAttribute("dlas", callers.dlas());
        model.addAttribute("tally", dates.tally(date));
        model.addAttribute("items", meeting.invited() ? items.of(date) : List.of());
        model.addAttribute("documents", meeting.invited() ? documents.of(date) : List.of());
        model.addAttribute("others", event.comesAgain() ? others(meeting, member) : List.of());
        model.addAttribute("over", meeting.date().over(clock.instant()));
        model.addAttribute("dayOver", dayOver);
        model.addAttribute("mayAnswer", meeting.mayAnswer(clock.instant()));
        model.addAttribute("mayChange", Meetings.inside(member) && event.inHandsOf(member));
        model.addAttribute("mayAttach", Meetings.inside(member) && meeting.invited());
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "agenda/meeting";
    }

    private List<Meeting> others(Meeting meeting, Member member) {
        return meetings.of(meeting.event().id(), member).stream()
                .filter(m -> !m.date().id().equals(meeting.date().id()))
                .filter(m -> !m.date().over(clock.instant()))
                .limit(OTHER_DATES)
                .toList();
    }
}
