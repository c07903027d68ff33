package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member's own passkeys. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
@RequestMapping(PasskeyController.PASSKEYS)
class PasskeyController {
    static final String PASSKEYS = AccountController.ACCOUNT + "/cles";

    private final PasskeySigningIn signingIn;
    private final Passkeys passkeys;
    private final FormToken browser;
    private final Languages languages;

    PasskeyController(PasskeySigningIn signingIn, Passkeys passkeys, FormToken browser, Languages languages) {
        this.signingIn = signingIn;
        this.passkeys = passkeys;
        this.browser = browser;
        this.languages = languages;
    }

    /** Proposes a name: where the key is being made. */
    @GetMapping("/nouvelle")
    @FreshlySignedIn
    String add(HttpServletRequest request, Locale locale, Model model) {
        var device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
        return newForm(device.in(languages.in(locale)), Errors.none(), model);
    }

    @PostMapping("/defi")
    @FreshlySignedIn
    @ResponseBody
    Map<String, Object> challenge(@AuthenticationPrincipal Member member, HttpServletRequest request) {
        return signingIn.creation(member.id(), browser.of(request));
    }

    @PostMapping
    @FreshlySignedIn
    String keep(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        try {
            signingIn.register(member.id(), name, credential, browser.of(request), locale);
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return newForm(name, Errors.of(e, languages.in(locale)), model);
        }
        flash.addFlashAttribute("done", "identity.passkey.added");
        return "redirect:" + AccountController.ACCOUNT;
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        var passkey = passkeys.find(member.id(), id).orElseThrow(() -> new NotFound("passkey"));
        return form(passkey, passkey.name(), Errors.none(), model);
    }

    @PostMapping("/{id}/nom")
    String rename(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var passkey = passkeys.find(member.id(), id).orElseThrow(() -> new NotFound("passkey"));
        try {
            signingIn.rename(member.id(), id, name);
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(passkey, name, Errors.of(e, languages.in(locale)), model);
        }
        flash.addFlashAttribute("done", "identity.passkey.renamed");
        return "redirect:" + AccountController.ACCOUNT;
    }

    @PostMapping("/{id}/retrait")
    @FreshlySignedIn
    String remove(
            @PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale, RedirectAttributes flash) {
        signingIn.remove(member.id(), id, locale);
        flash.addFlashAttribute("done", "identity.passkey.removed");
        return "redirect:" + AccountController.ACCOUNT;
    }

    private static String newForm(String name, Errors errors, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("errors", errors);
        return "identity/passkey-new";
    }

    private static String form(Passkey passkey, String name, Errors errors, Model model) {
        model.addAttribute("passkey", passkey);
        model.addAttribute("name", name);
        model.addAttribute("errors", errors);
        return "identity/passkey";
    }
}
