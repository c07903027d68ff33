package org.maillage.home;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.home.Desk.Coming;
import org.maillage.home.Desk.Laid;
import org.maillage.home.Desk.Need;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.platform.PublicAddress;
import org.maillage.search.Hit;
import org.maillage.search.Searching;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the day. Each module answers with one statement, the index with one: few, whatever the volume. */
@Controller
class MorningController {
    private static final int NEWS = 8;
    private static final int DATES = 8;
    private static final Duration KEPT = Duration.ofDays(90);
    private final ObjectProvider<Desk> desks;
    private final Searching searching;
    private final Languages languages;
    private final PublicAddress address;
    private final Clock clock;

    MorningController(
            ObjectProvider<Desk> desks, Searching searching, Languages languages, PublicAddress address, Clock clock) {
        this.desks = desks;
        this.searching = searching;
        this.languages = languages;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping("/espace")
    @OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
    String home(
            @CookieValue(name = LastVisit.COOKIE, required = false) @Nullable String visit,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        Instant now = clock.instant();
        LastVisit last = LastVisit.at(now, visit);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(LastVisit.COOKIE, last.cookie())
                        .path("/espace")
                        .maxAge(KEPT)
                        .httpOnly(true)
                        .secure(address.secure())
                        .sameSite("Lax")
                        .build()
                        .toString());
        model.addAttribute("member", member);
        model.addAttribute("morning", morning(member, languages.in(locale), last.since(), now));
        model.addAttribute("now", now);
        return "home/home";
    }

    private Morning morning(Member member, Texts t, Instant since, Instant now) {
        List<Laid> laid =
                desks.orderedStream().map(desk -> desk.of(member, t, now)).toList();
        List<Hit> news = searching.since(since, member, NEWS + 1);
        return new Morning(
                laid.stream()
                        .flatMap(l -> l.needs().stream())
                        .sorted(Comparator.comparing(Need::by, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList(),
                since,
                news.subList(0, Math.min(NEWS, news.size())),
                news.size() > NEWS,
                laid.stream()
                        .flatMap(l -> l.dates().stream())
                        .sorted(Comparator.comparing(Coming::at))
                        .limit(DATES)
                        .toList(),
                Possible.to(member));
    }
}
