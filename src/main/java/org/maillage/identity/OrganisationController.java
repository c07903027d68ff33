package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.identity.OrganisationSignIn.NotProved;
import org.maillage.identity.OrganisationSignIn.Unreachable;
import org.maillage.kernel.EmailAddress;
import org.maillage.network.Network;
import org.maillage.platform.PublicAddress;
import org.maillage.platform.Secrets;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.maillage.web.RateLimits;
import org.maillage.web.RateLimits.Limit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door, for whoever has an account at the organisation that the platform is set to trust. No account is made by it. */
@Controller
@Conditional(OrganisationConfigured.class)
@OpenToAll
@RequestMapping(OrganisationController.DOOR)
class OrganisationController {
    static final String DOOR = "/connexion/organisation";
    private static final Logger log = LoggerFactory.getLogger(OrganisationController.class);
    private static final String COOKIE = "maillage_organisation";
    private static final Limit PER_CLIENT = new Limit("organisation-client", 60, Duration.ofMinutes(15));

    private final OrganisationSignIn organisation;
    private final Network network;
    private final MemberSessions sessions;
    private final Secrets.Signer signer;
    private final PublicAddress address;
    private final RateLimits limits;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OrganisationController(
            OrganisationSignIn organisation,
            Network network,
            MemberSessions sessions,
            Secrets secrets,
            PublicAddress address,
            RateLimits limits,
            Clock clock) {
        this.organisation = organisation;
        this.network = network;
        this.sessions = sessions;
        this.signer = secrets.signer("organisation");
        this.address = address;
        this.limits = limits;
        this.clock = clock;
    }

    /** A link and not a form: the content security policy lets no form of ours end at another site. */
    @GetMapping
    String begin(
            @RequestParam(defaultValue = SignInController.SPACE) String suite,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        var flow = OrganisationFlow.begin(bytes, clock.instant(), LocalPath.of(suite), signer);
        try {
            String there = organisation.begin(flow).toString();
            keep(flow.cookie(), OrganisationFlow.VALID, response);
            return "redirect:" + there;
        } catch (Unreachable e) {
            return failed("unreachable", HttpStatus.BAD_GATEWAY, e, response, model);
        }
    }

    @GetMapping("/retour")
    String end(
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @RequestParam(required = false) @Nullable String state,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        limits.spend(PER_CLIENT, request.getRemoteAddr());
        keep("", Duration.ZERO, response);
        var flow = OrganisationFlow.resume(cookie, state, clock.instant(), signer);
        if (flow.isEmpty()) return failed("failed", HttpStatus.BAD_REQUEST, null, response, model);
        Optional<EmailAddress> email;
        try {
            email = organisation.end(flow.get(), parameters(request));
        } catch (NotProved e) {
            return failed("failed", HttpStatus.BAD_REQUEST, e, response, model);
        } catch (Unreachable e) {
            return failed("unreachable", HttpStatus.BAD_GATEWAY, e, response, model);
        }
        var person = email.flatMap(network::personByEmail);
        if (person.isEmpty()) return failed("stranger", HttpStatus.FORBIDDEN, null, response, model);
        sessions.open(person.get(), null, request, response);
        return "redirect:" + flow.get().way();
    }

    private void keep(String value, Duration time, HttpServletResponse response) {
        var cookie = ResponseCookie.from(COOKIE, value)
                .path(DOOR)
                .maxAge(time)
                .httpOnly(true)
                .secure(address.secure())
                .sameSite("Lax") // it must come back with the browser from the other site
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> Arrays.asList(field.getValue())));
    }

    private static String failed(
            String why, HttpStatus status, @Nullable Exception e, HttpServletResponse response, Model model) {
        if (e instanceof Unreachable) log.warn("The OpenID provider could not be reached", e);
        else if (e != null) log.info("A sign-in at the OpenID provider was refused: {}", e.getMessage());
        response.setStatus(status.value());
        model.addAttribute("why", why);
        return "identity/organisation";
    }
}
