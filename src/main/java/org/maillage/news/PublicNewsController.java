package org.maillage.news;

import java.time.Clock;
import org.maillage.kernel.NotFound;
import org.maillage.web.BrieflyCached;
import org.maillage.web.OpenToAll;
import org.maillage.web.Paging;
import org.maillage.web.Typed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /actualites}: what the network tells everyone. */
@Controller
@OpenToAll
@BrieflyCached
@RequestMapping("/actualites")
class PublicNewsController {
    private static final int SIZE = 15;
    private static final int TAGS = 15;
    private final NewsItems items;
    private final Clock clock;

    PublicNewsController(NewsItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String etiquette,
            @RequestParam(defaultValue = "1") String page,
            Model model) {
        var now = clock.instant();
        String tag = Typed.line(etiquette);
        var paging = new Paging(
                NewsController.number(page),
                SIZE,
                items.everyonesCount(tag, now),
                NewsController.at("/actualites", tag));
        model.addAttribute("news", items.everyones(tag, now, SIZE, paging.offset()));
        model.addAttribute("paging", paging);
        model.addAttribute("tag", tag);
        model.addAttribute("tags", items.tags(now, true, TAGS));
        return "news/public";
    }

    @GetMapping("/{slug:\\d{4}-\\d{2}-[a-z0-9-]+}")
    String one(@PathVariable String slug, Model model) {
        model.addAttribute("item", items.publicOne(slug, clock.instant()).orElseThrow(() -> new NotFound("news")));
        return "news/public-item";
    }
}
