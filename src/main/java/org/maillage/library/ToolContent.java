package org.maillage.library;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Violations;
import org.maillage.web.Typed;

/**
 * What a tool says, in one version.
 *
 * @param purpose what it is for, in a sentence or two
 * @param text Markdown; empty when the tool is its files
 * @param tags in lower case, each once
 */
public record ToolContent(
        String title,
        String purpose,
        List<Step> steps,
        List<Domain> domains,
        Licence licence,
        String text,
        List<Link> links,
        List<String> tags) {
    static final int LONGEST_TITLE = 160;
    static final int LONGEST_PURPOSE = 600;
    static final int LONGEST_TEXT = 40_000;
    static final int MOST_LINES = 2_000; // so that a comparison stays quick
    static final int MOST_LINKS = 20;
    static final int MOST_TAGS = 20;
    static final int LONGEST_TAG = 40;

    /**
     * An address that goes with a tool.
     *
     * @param label what it leads to; never empty
     * @param url {@code http} or {@code https}
     */
    public record Link(String label, String url) {
        static final int LONGEST_LABEL = 120;
        static final int LONGEST_URL = 500;

        /** Whether {@code url} is an address that a browser may be sent to. */
        static boolean web(String url) {
            try {
                URI uri = new URI(url);
                return url.length() <= LONGEST_URL
                        && uri.getHost() != null
                        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
            } catch (java.net.URISyntaxException e) {
                return false;
            }
        }
    }

    /** @throws org.maillage.kernel.Refused on each field that breaks a rule */
    public ToolContent {
        title = Typed.line(title);
        purpose = Typed.text(purpose);
        text = Typed.text(text);
        steps = steps.stream().distinct().sorted().toList();
        domains = domains.stream().distinct().sorted().toList();
        links = List.copyOf(links);
        tags = tags(tags);
        new Violations()
                .require(!title.isEmpty(), "title", "library.title.none")
                .require(title.length() <= LONGEST_TITLE, "title", "library.long", LONGEST_TITLE)
                .require(!purpose.isEmpty(), "purpose", "library.purpose.none")
                .require(purpose.length() <= LONGEST_PURPOSE, "purpose", "library.long", LONGEST_PURPOSE)
                .require(text.length() <= LONGEST_TEXT, "text", "library.long", LONGEST_TEXT)
                .require(text.lines().count() <= MOST_LINES, "text", "library.lines", MOST_LINES)
                .require(links.size() <= MOST_LINKS, "links", "library.links.most", MOST_LINKS)
                .require(links.stream().allMatch(l -> Link.web(l.url())), "links", "library.links.bad")
                .require(
                        links.stream()
                                .allMatch(l -> !l.label().isBlank() && l.label().length() <= Link.LONGEST_LABEL),
                        "links",
                        "library.links.label",
                        Link.LONGEST_LABEL)
                .require(tags.size() <= MOST_TAGS, "tags", "library.tags.most", MOST_TAGS)
                .require(
                        tags.stream().allMatch(t -> t.length() <= LONGEST_TAG),
                        "tags",
                        "library.tags.long",
                        LONGEST_TAG)
                .throwIfAny();
    }

    /** As tags are kept: in lower case, without what could part them, each once. */
    static List<String> tags(Collection<String> typed) {
        return typed.stream()
                .map(t -> Typed.line(t)
                        .replace(',', ' ')
                        .toLowerCase(Locale.FRENCH)
                        .strip())
                .filter(t -> !t.isEmpty())
                .distinct()
                .toList();
    }

    /** The same under another title. */
    ToolContent titled(String other) {
        return new ToolContent(other, purpose, steps, domains, licence, text, links, tags);
    }
}
