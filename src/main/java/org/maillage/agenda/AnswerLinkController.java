package org.maillage.agenda;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Answers from a mail, without signing in: the link names one invitation. Reading it changes nothing, since mail programs
 * follow links by themselves. It shows nobody else.
 */
@Controller
@OpenToAll
@RequestMapping("/agenda/reponse/{token}")
class AnswerLinkController {
    private static final RateLimits.Limit BY_CLIENT = new RateLimits.Limit("agenda-answer", 60, Duration.ofHours(1));
    private static final int DATES = 24;
    private final EventLetters invitations;
    private final Events events;
    private final Dates dates;
    private final Polls polls;
    private final Answering answering;
    private final Polling polling;
    private final Callers callers;
    private final RateLimits limits;

    AnswerLinkController(
            EventLetters invitations,
            Events events,
            Dates dates,
            Polls polls,
            Answering answering,
            Polling polling,
            Callers callers,
            RateLimits limits) {
        this.invitations = invitations;
        this.events = events;
        this.dates = dates;
        this.polls = polls;
        this.answering = answering;
        this.polling = polling;
        this.callers = callers;
        this.limits = limits;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletResponse response, Model model) {
        return page(token, false, response, model);
    }

    @PostMapping
    String answer(
            @PathVariable String token,
            @RequestParam Map<String, String> posted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(BY_CLIENT, request.getRemoteAddr());
        UUID invitation = invitation(token);
        Event event = event(invited(invitation));
        var answers = PollController.answers(posted);
        if (event.state() == EventState.POLL) polling.answer(invitation, answers);
        else answering.answer(invitation, answers);
        return page(token, true, response, model);
    }

    private UUID invitation(String token) {
        return invitations.read(token).orElseThrow(() -> new NotFound("invitation"));
    }

    private Events.Invited invited(UUID invitation) {
        return events.invited(invitation).orElseThrow(() -> new NotFound("invitation"));
    }

    private Event event(Events.Invited who) {
        return events.find(who.event()).orElseThrow(() -> new NotFound("event"));
    }

    private String page(String token, boolean done, HttpServletResponse response, Model model) {
        Events.Invited who = invited(invitation(token));
        Event event = event(who);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        model.addAttribute("event", event);
        model.addAttribute("name", who.name());
        model.addAttribute("caller", callers.name(event));
        model.addAttribute("questions", event.state() == EventState.POLL ? slots(who) : dates(who, event));
        model.addAttribute("poll", event.state() == EventState.POLL);
        model.addAttribute("answered", done);
        return "agenda/answer";
    }

    private List<Question> slots(Events.Invited who) {
        return polls.of(who.event()).stream()
                .map(s -> new Question(s.id(), s.when(), "", name(s.answers().get(who.person()))))
                .toList();
    }

    private List<Question> dates(Events.Invited who, Event event) {
        var mine = dates.answersOf(who.event(), who.person());
        return answering.answerable(event.id()).stream()
                .limit(DATES)
                .map(d -> new Question(
                        d.id(),
                        d.when(),
                        d.place().isEmpty() ? event.details().place() : d.place(),
                        name(mine.get(d.id()))))
                .toList();
    }

    private static String name(@org.jspecify.annotations.Nullable Answer answer) {
        return answer == null ? "" : answer.name();
    }
}
