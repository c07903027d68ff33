package org.maillage.news;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.web.Texts;
import org.maillage.web.Typed;

/**
 * The form of an information, as typed: parameters of the same names in French.
 *
 * @param visibilite {@code reseau} or {@code public}
 * @param duree days from now; empty: as it is
 */
public record NewsForm(
        String titre,
        String lien,
        String texte,
        String etiquettes,
        List<String> etiquette,
        String visibilite,
        String duree) {
    static final int DEFAULT_DAYS = 90;
    static final List<Integer> DAYS = List.of(7, 30, DEFAULT_DAYS, 180, 365);
    private static final int LONGEST_TEXT = 10_000;

    public NewsForm {
        titre = titre == null ? "" : titre;
        lien = lien == null ? "" : lien;
        texte = texte == null ? "" : texte;
        etiquettes = etiquettes == null ? "" : etiquettes;
        etiquette = etiquette == null ? List.of() : List.copyOf(etiquette);
        visibilite = "public".equals(visibilite) ? "public" : "reseau";
        duree = duree == null ? "" : duree;
    }

    static NewsForm empty() {
        return new NewsForm("", "", "", "", List.of(), "reseau", Integer.toString(DEFAULT_DAYS));
    }

    static NewsForm of(NewsItem item) {
        return new NewsForm(
                item.title(),
                item.link(),
                item.text(),
                String.join(", ", item.tags()),
                List.of(),
                item.isPublic() ? "public" : "reseau",
                "");
    }

    /** What another page or a phone's « share » gives; phones put the address in the text. */
    static NewsForm prefilled(String titre, String lien, String texte) {
        boolean only = lien.isBlank() && texte.strip().matches("(?i)https?://\\S+");
        return new NewsForm(
                Typed.line(titre),
                (only ? texte : lien).strip(),
                only ? "" : texte.strip(),
                "",
                List.of(),
                "reseau",
                Integer.toString(DEFAULT_DAYS));
    }

    /** Whether anything but title and link is filled in: that part of the form then stands open. */
    public boolean detailed() {
        return !texte.isBlank() || isPublic() || !duree.equals(Integer.toString(DEFAULT_DAYS));
    }

    boolean isPublic() {
        return visibilite.equals("public");
    }

    /** Values to labels of the choice of time. */
    static Map<String, String> durations(Texts t) {
        var options = new LinkedHashMap<String, String>();
        DAYS.forEach(days -> options.put(Integer.toString(days), t.localize("news.days." + days)));
        return options;
    }

    /**
     * What the form says, when it can be kept.
     *
     * @param known tags in use
     * @throws Refused with everything that is wrong, by field
     */
    Content content(Collection<String> known) {
        String title = Typed.line(titre);
        String text = Typed.text(texte);
        var wrong = new Violations();
        wrong.require(!title.isEmpty(), "titre", "news.title.missing");
        wrong.require(title.length() <= 200, "titre", "news.title.long", 200);
        wrong.require(text.length() <= LONGEST_TEXT, "texte", "news.text.long", LONGEST_TEXT);
        Link link = Link.NONE;
        List<String> tags = List.of();
        try {
            link = Link.of(Typed.line(lien));
        } catch (Refused e) {
            e.violations()
                    .forEach(v -> wrong.require(
                            false, v.field(), v.message(), v.arguments().toArray()));
        }
        try {
            tags = Tags.of(etiquettes, etiquette, known);
        } catch (Refused e) {
            e.violations()
                    .forEach(v -> wrong.require(
                            false, v.field(), v.message(), v.arguments().toArray()));
        }
        boolean keeps = duree.isEmpty();
        wrong.require(
                keeps || DAYS.stream().anyMatch(d -> duree.equals(Integer.toString(d))), "duree", "news.days.unknown");
        wrong.throwIfAny();
        return new Content(
                title, text, link, tags, isPublic(), keeps ? Duration.ZERO : Duration.ofDays(Integer.parseInt(duree)));
    }

    /**
     * What is kept.
     *
     * @param lasts how long from now; zero: until when it did
     */
    record Content(String title, String text, Link link, List<String> tags, boolean isPublic, Duration lasts) {}
}
