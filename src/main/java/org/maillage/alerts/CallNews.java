package org.maillage.alerts;

import java.util.List;
import java.util.stream.Collectors;
import org.maillage.web.Texts;

/** All that is new about one call, for a digest. */
public record CallNews(CallFacts call, List<News> news) {

    /** « Nouvel appel · Rectificatif ». */
    public String words(Texts t) {
        return news.stream()
                .map(n -> t.localize("alerts.mail.digest." + n.occasion()))
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    /** Those that say what changes. */
    public List<News> amendments() {
        return news.stream().filter(n -> !n.summary().isEmpty()).toList();
    }

    /** Whether it can no longer be answered: a reader must see it at first sight. */
    public boolean over() {
        return !call.open();
    }
}
