package org.maillage.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.platform.Paris;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** « My data »: everything about oneself, to read and to take away. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
@FreshlySignedIn
@RequestMapping(AccountController.ACCOUNT + "/donnees")
class MyDataController {
    private static final Limit PER_PERSON = new Limit("my-data", 10, java.time.Duration.ofHours(1));

    private final MyData data;
    private final Network network;
    private final Languages languages;
    private final RateLimits limits;
    private final Clock clock;

    MyDataController(MyData data, Network network, Languages languages, RateLimits limits, Clock clock) {
        this.data = data;
        this.network = network;
        this.languages = languages;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String explain() {
        return "identity/my-data";
    }

    @GetMapping("/archive")
    void archive(@AuthenticationPrincipal Member member, Locale locale, HttpServletResponse response)
            throws IOException {
        limits.spend(PER_PERSON, member.id().toString());
        var person = network.person(member.id()).orElseThrow(() -> new NotFound("person"));
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        LocalDate today = clock.instant().atZone(Paris.ZONE).toLocalDate();
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("mes-donnees-" + today + ".zip")
                        .build()
                        .toString());
        data.write(person, languages.in(locale), response.getOutputStream());
    }
}
