package org.maillage.news;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Errors;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.maillage.web.Paging;
import org.maillage.web.Typed;
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

/** {@code /espace/actualites}: the network's reading list, and the short form that adds to it. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/actualites")
class NewsController {
    static final String PATH = "/espace/actualites";
    private static final int SIZE = 20;
    private static final int TAGS = 20;
    private static final int OFFERED = 8;
    private final NewsItems items;
    private final Sharing sharing;
    private final Languages languages;
    private final Clock clock;

    NewsController(NewsItems items, Sharing sharing, Languages languages, Clock clock) {
        this.items = items;
        this.sharing = sharing;
        this.languages = languages;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String etiquette,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Member member,
            Locale locale,
            Model model) {
        var now = clock.instant();
        String tag = Typed.line(etiquette);
        var paging = new Paging(number(page), SIZE, items.insideCount(tag, now), at(PATH, tag));
        model.addAttribute("news", items.inside(tag, now, SIZE, paging.offset()));
        model.addAttribute("paging", paging);
        model.addAttribute("tag", tag);
        model.addAttribute("tags", items.tags(now, false, TAGS));
        form(NewsForm.empty(), Errors.none(), null, locale, model);
        return "news/list";
    }

    /** Where a browser or a phone that shares a page leads: the form, filled in. */
    @GetMapping("/partager")
    String share(
            @RequestParam(defaultValue = "") String titre,
            @RequestParam(defaultValue = "") String lien,
            @RequestParam(defaultValue = "") String texte,
            Locale locale,
            Model model) {
        form(NewsForm.prefilled(titre, lien, texte), Errors.none(), null, locale, model);
        return "news/share";
    }

    /** @param encore whether to share a link again that someone shared lately */
    @PostMapping
    String share(
            @ModelAttribute NewsForm form,
            @RequestParam(defaultValue = "false") boolean encore,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            var shared = sharing.share(form, encore, member);
            if (shared.same() != null) {
                form(form, Errors.none(), shared.same(), locale, model);
                return "news/share";
            }
            flash.addFlashAttribute("done", form.isPublic() ? "news.shared.public" : "news.shared");
            return "redirect:" + PATH;
        } catch (Refused e) {
            response.setStatus(422);
            form(form, Errors.of(e, languages.in(locale)), null, locale, model);
            return "news/share";
        }
    }

    /** What a DLA shared: what is out, what is over, what was taken back. */
    @GetMapping("/les-notres")
    String ours(@AuthenticationPrincipal Member member, Model model) {
        model.addAttribute("news", items.of(member.dla()));
        model.addAttribute("now", clock.instant());
        return "news/ours";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, @AuthenticationPrincipal Member member, Model model) {
        NewsItem item = readable(id, member);
        return page(item, Errors.none(), "", member, model);
    }

    /** Adds tags to what anyone shared. */
    @PostMapping("/{id}/etiquettes")
    String tag(
            @PathVariable UUID id,
            @ModelAttribute NewsForm form,
            @AuthenticationPrincipal Member member,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes flash,
            Model model) {
        try {
            flash.addFlashAttribute("done", sharing.addTags(id, form) ? "news.tagged" : "news.tagged.none");
            return "redirect:" + PATH + "/" + id;
        } catch (Refused e) {
            response.setStatus(422);
            return page(readable(id, member), Errors.of(e, languages.in(locale)), form.etiquettes(), member, model);
        }
    }

    private String page(NewsItem item, Errors errors, String typed, Member member, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        model.addAttribute("mine", item.mayChange(member));
        model.addAttribute("live", item.live(clock.instant()));
        return "news/item";
    }

    /** What is over is still there for those who shared it, and for nobody else. */
    private NewsItem readable(UUID id, Member member) {
        return items.find(id)
                .filter(i -> i.live(clock.instant()) || i.mayChange(member))
                .orElseThrow(() -> new NotFound("news"));
    }

    private void form(NewsForm form, Errors errors, @Nullable NewsItem same, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("durations", NewsForm.durations(languages.in(locale)));
        model.addAttribute("offered", items.tags(clock.instant(), false, OFFERED));
        if (same != null) model.addAttribute("same", same);
    }

    /** {@code path} narrowed to {@code tag}. */
    static String at(String path, String tag) {
        return tag.isEmpty() ? path : path + "?etiquette=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
    }

    static int number(String page) {
        return page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1;
    }
}
