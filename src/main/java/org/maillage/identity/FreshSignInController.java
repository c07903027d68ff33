package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Role;
import org.maillage.network.Network;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenTo;
import org.maillage.web.RateLimits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** « Is it still you? »: asked before a sensitive act, which then goes on as it was. */
@Controller
@ControllerAdvice
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
class FreshSignInController {
    /** Where a link leads that was asked for while a form waits in another window. */
    static final String DONE = "/espace/compte/confirmation";

    private final SignInRequests requests;
    private final Network network;
    private final Passkeys passkeys;
    private final PasskeySigningIn signingIn;
    private final MemberSessions sessions;
    private final FormToken browser;
    private final RateLimits limits;

    FreshSignInController(
            SignInRequests requests,
            Network network,
            Passkeys passkeys,
            PasskeySigningIn signingIn,
            MemberSessions sessions,
            FormToken browser,
            RateLimits limits) {
        this.requests = requests;
        this.network = network;
        this.passkeys = passkeys;
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.browser = browser;
        this.limits = limits;
    }

    @ExceptionHandler(FreshSignInRequired.class)
    String ask(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Member member,
            Model model) {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Fresh realm=\"espace\""); // RFC 9110 wants one with a 401
        model.addAttribute("act", HeldAct.of(request));
        model.addAttribute("hasPasskey", passkeys.anyOf(member.id()));
        return "identity/confirm";
    }

    @PostMapping("/espace/compte/confirmation/cle/defi")
    @ResponseBody
    Map<String, Object> challenge(@AuthenticationPrincipal Member member, HttpServletRequest request) {
        limits.spend(PasskeySignInController.PER_CLIENT, request.getRemoteAddr());
        return signingIn.confirmation(member.id(), browser.of(request));
    }

    /** 204 when the passkey proved it; the page that asks then goes on by itself. */
    @PostMapping("/espace/compte/confirmation/cle")
    ResponseEntity<Void> confirm(
            @RequestParam(defaultValue = "") String credential,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.spend(PasskeySignInController.PER_CLIENT, request.getRemoteAddr());
        if (!signingIn.confirm(member.id(), credential, browser.of(request)))
            return ResponseEntity.unprocessableContent().build();
        sessions.prove(network.person(member.id()).orElseThrow(() -> new NotFound("person")), request, response);
        return ResponseEntity.noContent().build();
    }

    /** The link goes to the member's own address, wherever it is: nothing is typed. */
    @PostMapping("/espace/compte/confirmation/lien")
    String send(
            @RequestParam(defaultValue = DONE) String suite,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletRequest request) {
        limits.spend(SignInController.PER_CLIENT, request.getRemoteAddr());
        var person = network.person(member.id()).orElseThrow(() -> new NotFound("person"));
        requests.take(person.email(), LocalPath.of(suite), locale);
        return "redirect:/espace/compte/confirmation/envoi";
    }

    @GetMapping("/espace/compte/confirmation/envoi")
    String sent() {
        return "identity/confirm-sent";
    }

    /** After the link, when a form waits in another window. */
    @GetMapping(DONE)
    @FreshlySignedIn
    String done() {
        return "identity/confirmed";
    }
}
