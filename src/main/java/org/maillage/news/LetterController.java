package org.maillage.news;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.maillage.web.OpenTo;
import org.maillage.web.OpenToAll;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The weekly letter: asking for it, what it follows, and its end, which needs no account. */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
class LetterController {
    private static final String PAGE = "/espace/actualites/lettre";
    private static final String END = "/actualites/lettre/fin/{token}";
    private static final int TAGS = 30;
    private final WeeklyLetters letters;
    private final Readers readers;
    private final NewsItems items;
    private final Clock clock;

    LetterController(WeeklyLetters letters, Readers readers, NewsItems items, Clock clock) {
        this.letters = letters;
        this.readers = readers;
        this.items = items;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String show(@AuthenticationPrincipal Member member, Model model) {
        var reader = readers.find(member.id());
        List<String> followed = reader.map(Readers.Reader::tags).orElse(List.of());
        var all = new LinkedHashMap<String, String>();
        tags(followed).forEach(tag -> all.put(tag, tag));
        model.addAttribute("reads", reader.isPresent());
        model.addAttribute("followed", followed);
        model.addAttribute("tags", all);
        return "news/letter";
    }

    @PostMapping(PAGE)
    String follow(
            @RequestParam(defaultValue = "") List<String> etiquette,
            @AuthenticationPrincipal Member member,
            Locale locale,
            RedirectAttributes flash) {
        var offered = tags(readers.find(member.id()).map(Readers.Reader::tags).orElse(List.of()));
        var kept = new ArrayList<>(new LinkedHashSet<>(etiquette));
        kept.retainAll(offered);
        letters.follow(member.id(), kept, "en".equals(locale.getLanguage()) ? Locale.ENGLISH : Locale.FRENCH);
        flash.addFlashAttribute("done", "news.letter.on");
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/fin")
    String stop(@AuthenticationPrincipal Member member, RedirectAttributes flash) {
        letters.stop(member.id());
        flash.addFlashAttribute("done", "news.letter.off");
        return "redirect:" + PAGE;
    }

    @GetMapping(END)
    @OpenToAll
    String end(@PathVariable String token, HttpServletResponse response, Model model) {
        return ended(letters.reader(token), response, model, false);
    }

    /** Mail programs post here by themselves (RFC 8058): the token is the right to act, and nothing is asked back. */
    @PostMapping(END)
    @OpenToAll
    String endNow(@PathVariable String token, HttpServletResponse response, Model model) {
        Optional<UUID> reader = letters.reader(token);
        reader.ifPresent(letters::stop);
        return ended(reader, response, model, true);
    }

    private String ended(Optional<UUID> reader, HttpServletResponse response, Model model, boolean done) {
        if (reader.isEmpty()) response.setStatus(404);
        model.addAttribute("known", reader.isPresent());
        model.addAttribute("over", done || reader.flatMap(readers::find).isEmpty());
        return "news/letter-end";
    }

    /** Tags to choose from: those in use, and those followed already. */
    private List<String> tags(List<String> followed) {
        var all = new LinkedHashSet<>(followed);
        all.addAll(items.tags(clock.instant(), false, TAGS));
        return all.stream().limit(TAGS).toList();
    }
}
