package org.maillage.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.maillage.web.OpenTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A first month laid out, for whoever arrives; nothing notes how far they have come. */
@Controller
class FirstMonthController {
    /** How long the home page leads to it. */
    static final int DAYS = 30;

    private final Network network;
    private final Clock clock;

    FirstMonthController(Network network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    @GetMapping("/espace/premier-mois")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String show(@AuthenticationPrincipal Member member, Model model) {
        Person person = network.person(member.id()).orElseThrow(() -> new NotFound("person"));
        LocalDate today = clock.instant().atZone(Paris.ZONE).toLocalDate();
        LocalDate joined = person.joinedOn();
        model.addAttribute("person", person);
        model.addAttribute(
                "until", joined != null && joined.isAfter(today.minusDays(DAYS)) ? joined.plusDays(DAYS) : null);
        model.addAttribute(
                "dla", person.dla() == null ? null : network.dla(person.dla()).orElse(null));
        model.addAttribute(
                "colleagues",
                person.dla() == null
                        ? List.of()
                        : network.officersOf(person.dla()).stream()
                                .filter(p -> !p.id().equals(person.id()))
                                .toList());
        model.addAttribute("facilitators", network.people(Role.FACILITATOR));
        return "people/first-month";
    }
}
