package org.maillage.notifications;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One page sets it all. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR, Role.PARTNER, Role.FUNDER})
@RequestMapping("/espace/compte/notifications")
class NotificationSettingsController {
    static final String PAGE = "/espace/compte/notifications";
    private final Choosing choosing;
    private final List<Topic> topics;
    private final Languages languages;

    NotificationSettingsController(Choosing choosing, List<Topic> topics, Languages languages) {
        this.choosing = choosing;
        this.topics = topics;
        this.languages = languages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal Member member, Locale locale, Model model) {
        return page(SettingsForm.of(choosing.of(member.id())), member, Errors.none(), locale, model);
    }

    @PostMapping
    String save(
            @RequestParam(defaultValue = "") String digestAt,
            @RequestParam(defaultValue = "") String quietFrom,
            @RequestParam(defaultValue = "") String quietUntil,
            @RequestParam(defaultValue = "") Set<String> rest,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") Set<String> topic,
            @RequestParam(defaultValue = "0") int version,
            @AuthenticationPrincipal Member member,
            Locale locale,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        NotificationSettings before = choosing.of(member.id());
        var off = new HashSet<>(before.off()); // a topic of another role keeps what was chosen for it
        of(member).forEach(known -> {
            if (topic.contains(known.name())) off.remove(known.name());
            else off.add(known.name());
        });
        var form = new SettingsForm(digestAt, quietFrom, quietUntil, rest, language, off, before.stopped(), version);
        try {
            choosing.choose(member.id(), form.read());
        } catch (Refused e) {
            response.setStatus(422);
            return page(form, member, Errors.of(e, languages.in(locale)), locale, model);
        }
        flash.addFlashAttribute("done", "notifications.saved");
        return "redirect:" + PAGE;
    }

    /** @param arret {@code oui} to stop everything, anything else to take it up again */
    @PostMapping("/arret")
    String stop(
            @RequestParam(defaultValue = "") String arret,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        boolean stop = arret.equals("oui");
        choosing.stop(member.id(), stop);
        flash.addFlashAttribute("done", stop ? "notifications.done.stopped" : "notifications.done.resumed");
        return "redirect:" + PAGE;
    }

    private String page(SettingsForm form, Member member, Errors errors, Locale locale, Model model) {
        Texts t = languages.in(locale);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute(
                "topics",
                of(member).stream()
                        .sorted(Comparator.comparing(topic -> t.localize(topic.text())))
                        .collect(Collectors.toMap(
                                Topic::name,
                                topic -> t.localize(topic.text()),
                                (a, b) -> a,
                                java.util.LinkedHashMap::new)));
        return "notifications/settings";
    }

    private List<Topic> of(Member member) {
        return topics.stream()
                .filter(topic -> topic.roles().contains(member.role()))
                .toList();
    }
}
