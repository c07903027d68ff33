package org.maillage.agenda;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.OpenToAll;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member's calendar at its secret address, and the page where the address is made and revoked. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class CalendarFeedController {
    private static final Duration BACK = Duration.ofDays(90);
    private static final String PAGE = "/espace/agenda/abonnement";
    private final CalendarFeeds feeds;
    private final Meetings meetings;
    private final EventCalendar calendar;
    private final PublicAddress address;
    private final Languages languages;
    private final Clock clock;

    CalendarFeedController(
            CalendarFeeds feeds,
            Meetings meetings,
            EventCalendar calendar,
            PublicAddress address,
            Languages languages,
            Clock clock) {
        this.feeds = feeds;
        this.meetings = meetings;
        this.calendar = calendar;
        this.address = address;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String show(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("since", feeds.since(member.id()).orElse(null));
        model.addAttribute("link", "");
        return "agenda/feed";
    }

    /** Answers with the new address itself: it is shown this once and never stands in a redirection or a session. */
    @PostMapping(PAGE)
    String renew(@AuthenticationPrincipal Member member, HttpServletResponse response, Model model) {
        String token = feeds.renew(member);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("since", feeds.since(member.id()).orElse(null));
        model.addAttribute("link", address.of("/flux/agenda/" + token + ".ics"));
        return "agenda/feed";
    }

    @PostMapping(PAGE + "/revocation")
    String revoke(@AuthenticationPrincipal Member member, RedirectAttributes flash) {
        feeds.revoke(member.id());
        flash.addFlashAttribute("done", "agenda.feed.revoked");
        return "redirect:" + PAGE;
    }

    /** The same for whoever holds the address: a calendar program has no session. */
    @GetMapping("/flux/agenda/{token}.ics")
    @OpenToAll
    void feed(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Member owner = feeds.owner(token).orElseThrow(() -> new NotFound("calendar"));
        byte[] body = calendar.feed(meetings.calendar(clock.instant().minus(BACK), owner), languages.french())
                .getBytes(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader("X-Robots-Tag", "noindex");
        String etag = "W/\"" + UUID.nameUUIDFromBytes(body) + "\""; // weak: the container may compress
        if (new ServletWebRequest(request, response).checkNotModified(etag)) return;
        response.setContentType("text/calendar;charset=UTF-8");
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(body);
    }
}
