package org.maillage.agenda;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.platform.Paris;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The agenda by month, as a list, and as the year's four bands. */
@Controller
@RequestMapping("/espace/agenda")
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class AgendaController {
    private static final int LISTED_MONTHS = 12;
    private final Meetings meetings;
    private final OpenPolls polls;
    private final Clock clock;

    AgendaController(Meetings meetings, OpenPolls polls, Clock clock) {
        this.meetings = meetings;
        this.polls = polls;
        this.clock = clock;
    }

    /**
     * @param vue {@code mois}, {@code liste} or {@code annee}
     * @param temps shows one of the four times only
     */
    @GetMapping
    String agenda(
            @RequestParam(defaultValue = "mois") String vue,
            @RequestParam(defaultValue = "") String mois,
            @RequestParam(defaultValue = "") String annee,
            @RequestParam(defaultValue = "") String temps,
            @AuthenticationPrincipal Member member,
            Model model) {
        LocalDate today = today();
        @Nullable Time time = time(temps);
        model.addAttribute("time", time);
        model.addAttribute("today", today);
        model.addAttribute("polls", polls.of(member));
        model.addAttribute("calls", Meetings.inside(member));
        switch (vue) {
            case "annee" -> {
                int year = annee.matches("20\\d\\d") ? Integer.parseInt(annee) : today.getYear();
                var all = meetings.between(
                        start(LocalDate.of(year, 1, 1)), start(LocalDate.of(year + 1, 1, 1)), time, member);
                model.addAttribute("view", YearView.of(year, all));
                return "agenda/year";
            }
            case "liste" -> {
                List<Meeting> all =
                        meetings.between(clock.instant(), start(today.plusMonths(LISTED_MONTHS)), time, member);
                model.addAttribute("meetings", all);
                return "agenda/list";
            }
            default -> {
                YearMonth month = month(mois, today);
                var all = meetings.between(start(MonthView.begin(month)), start(MonthView.end(month)), time, member);
                model.addAttribute("view", MonthView.of(month, today, all));
                return "agenda/month";
            }
        }
    }

    /** An event wherever it now stands: its next date, else its last; a poll while its date is looked for. */
    @GetMapping("/evenements/{event}")
    String event(@PathVariable UUID event, @AuthenticationPrincipal Member member) {
        Event found = meetings.event(event, member).orElseThrow(() -> new NotFound("event"));
        if (found.state() == EventState.POLL) return "redirect:" + found.pollPath();
        List<Meeting> dates = meetings.of(event, member);
        Instant now = clock.instant();
        return dates.stream()
                .filter(m -> !m.cancelled() && !m.date().over(now))
                .min(java.util.Comparator.comparing(m -> m.when().startsAt()))
                .or(() -> dates.stream()
                        .max(java.util.Comparator.comparing(m -> m.when().startsAt())))
                .map(m -> "redirect:" + m.path())
                .orElseThrow(() -> new NotFound("event")); // a poll that was dropped
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Paris.ZONE).toInstant();
    }

    private static YearMonth month(String typed, LocalDate today) {
        try {
            if (typed.matches("20\\d\\d-\\d\\d")) return YearMonth.parse(typed);
        } catch (DateTimeException e) {
            // no such month: this one
        }
        return YearMonth.from(today);
    }

    static @Nullable Time time(String typed) {
        return Arrays.stream(Time.values())
                .filter(t -> t.name().equals(typed))
                .findFirst()
                .orElse(null);
    }
}
