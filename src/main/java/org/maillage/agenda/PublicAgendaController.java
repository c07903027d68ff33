package org.maillage.agenda;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Public dates, for everyone: what, when, where. Who comes and by which video link is not for them. */
@Controller
@OpenToAll
@BrieflyCached
@RequestMapping("/agenda")
class PublicAgendaController {
    private static final int MOST = 50;
    private final Meetings meetings;
    private final Callers callers;
    private final Clock clock;

    PublicAgendaController(Meetings meetings, Callers callers, Clock clock) {
        this.meetings = meetings;
        this.callers = callers;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("meetings", meetings.open(clock.instant(), MOST));
        return "agenda/publiclist";
    }

    @GetMapping("/{event}")
    String event(@PathVariable UUID event, Model model) {
        List<Meeting> dates = meetings.open(event);
        if (dates.isEmpty()) throw new NotFound("event");
        model.addAttribute("event", dates.getFirst().event());
        model.addAttribute("caller", callers.name(dates.getFirst().event()));
        model.addAttribute(
                "coming",
                dates.stream().filter(m -> !m.date().over(clock.instant())).toList());
        return "agenda/publicevent";
    }
}
