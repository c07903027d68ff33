package org.maillage.news;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.StaleVersion;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Texts;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What those who shared an information do with it later. For anyone else these addresses do not exist. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/actualites/{id}")
class NewsWorkController {
    private final Sharing sharing;
    private final Languages languages;

    NewsWorkController(Sharing sharing, Languages languages) {
        this.sharing = sharing;
        this.languages = languages;
    }

    @GetMapping("/modification")
    String edit(@PathVariable UUID id, @AuthenticationPrincipal Member member, Locale locale, Model model) {
        NewsItem item = sharing.mine(id, member);
        return form(item, NewsForm.of(item), Errors.none(), locale, model);
    }

    @PostMapping("/modification")
    String save(
            @PathVariable UUID id,
            @RequestParam int version,
            @ModelAttribute NewsForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            NewsItem item = sharing.edit(id, version, form, member);
            flash.addFlashAttribute("done", "news.saved");
            return "redirect:" + item.insidePath();
        } catch (Refused e) {
            response.setStatus(422);
            return form(sharing.mine(id, member), form, Errors.of(e, languages.in(locale)), locale, model);
        } catch (StaleVersion e) {
            // What was typed stays; what the colleague saved stands beside it, and saving again is then knowingly.
            response.setStatus(409);
            NewsItem theirs = sharing.mine(id, member);
            model.addAttribute("theirs", theirs);
            var message = Map.of("", languages.in(locale).localize("news.conflict"));
            return form(theirs, form, new Errors(message), locale, model);
        }
    }

    /** @param pour {@code tous} or {@code reseau} */
    @PostMapping("/visibilite")
    String show(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String pour,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        boolean everyone = pour.equals("tous");
        sharing.show(id, version, everyone, member);
        flash.addFlashAttribute("done", everyone ? "news.made.public" : "news.made.inside");
        return "redirect:" + NewsController.PATH + "/" + id;
    }

    @PostMapping("/retrait")
    String withdraw(
            @PathVariable UUID id,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        sharing.withdraw(id, version, member);
        flash.addFlashAttribute("done", "news.withdrawn");
        return "redirect:" + NewsController.PATH + "/les-notres";
    }

    @PostMapping("/remise")
    String restore(
            @PathVariable UUID id,
            @RequestParam int version,
            @AuthenticationPrincipal Member member,
            RedirectAttributes flash) {
        sharing.restore(id, version, member);
        flash.addFlashAttribute("done", "news.restored");
        return "redirect:" + NewsController.PATH + "/" + id;
    }

    private String form(NewsItem item, NewsForm form, Errors errors, Locale locale, Model model) {
        Texts t = languages.in(locale);
        Map<String, String> durations = new LinkedHashMap<>();
        durations.put("", t.localize("news.days.keep", t.date(item.expiresAt())));
        durations.putAll(NewsForm.durations(t));
        model.addAttribute("item", item);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("durations", durations);
        return "news/edit";
    }
}
