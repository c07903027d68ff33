package org.maillage.site;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maillage.network.Network;
import org.maillage.network.Profile;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchSource;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/**
 * The pages that explain, in the index: shown by their French name, as everything that is found, and found by their
 * English words too. Their texts are those of the bundles, so that page and entry say the same.
 */
@Component
class PageEntries implements SearchSource {
    /** @param lead key of what stands under the title; {@code words} begins the keys of all that the page says */
    private record Explained(String path, String title, String lead, String bundle, String words) {}

    private static final List<Explained> PAGES = List.of(
            new Explained("/dispositif", "site.scheme.title", "site.scheme.lead", "site", "site.scheme."),
            new Explained("/mentions-legales", "site.legal.title", "site.legal.reuse.text", "site", "site.legal."),
            new Explained("/confidentialite", "site.privacy.title", "site.privacy.lead", "site", "site.privacy."),
            new Explained(
                    "/accessibilite",
                    "site.accessibility.title",
                    "site.accessibility.lead",
                    "site",
                    "site.accessibility."),
            new Explained("/registre-des-traces", "traces.title", "traces.lead", "traces", "traces."),
            new Explained("/trouver-mon-dla", "network.find.title", "network.find.lead", "network", "network.find."),
            new Explained("/alertes", "alerts.title", "alerts.lead", "alerts", "alerts.lead"));

    private final Languages languages;
    private final Network network;
    private final Profile profile;

    PageEntries(Languages languages, Network network, Profile profile) {
        this.languages = languages;
        this.network = network;
        this.profile = profile;
    }

    @Override
    public Kind kind() {
        return Kind.PAGE;
    }

    @Override
    public boolean changesWithTheProgram() {
        return true;
    }

    @Override
    public void each(Consumer<Entry> entries) {
        for (Explained page : PAGES) entries.accept(entry(page));
    }

    private Entry entry(Explained page) {
        Texts french = languages.french();
        Texts english = languages.in(Locale.ENGLISH);
        String name = profile.get().name();
        Stream<String> history = page.path().equals("/dispositif")
                ? network.history().stream().flatMap(m -> Stream.of(m.year() + " " + m.fr(), m.en()))
                : Stream.empty();
        String text = Stream.of(
                        words(page, Locale.FRENCH),
                        history,
                        Stream.of(english.localize(page.title()), english.localize(page.lead(), name)),
                        words(page, Locale.ENGLISH))
                .flatMap(s -> s)
                .collect(Collectors.joining("\n"));
        return new Entry(
                Kind.PAGE,
                page.path().substring(1),
                page.path(),
                french.localize(page.title()),
                french.localize(page.lead(), name),
                text,
                List.of(),
                List.of(),
                Audience.everyone(),
                Entry.UNDATED);
    }

    /** Everything that the page says in one language, in an order that never changes. */
    private static Stream<String> words(Explained page, Locale language) {
        var bundle = ResourceBundle.getBundle(
                "i18n/" + page.bundle(),
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream()
                .filter(key -> key.startsWith(page.words()))
                .filter(key -> !key.equals(page.title()) && !key.equals(page.lead()))
                .sorted()
                .map(bundle::getString)
                .map(text -> text.replaceAll("\\{\\d[^}]*\\}", " "));
    }
}
