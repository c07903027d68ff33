package org.maillage.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Typos;
import org.maillage.search.Entries.Page;
import org.maillage.search.Found.How;
import org.springframework.stereotype.Service;

/** Finds what a viewer may see. Nothing found as typed, it looks for the nearest rather than come back with empty hands. */
@Service
public class Searching {
    static final int PAGE = 10;
    private static final int SUGGESTIONS = 8;
    private static final int LEAST_LETTERS = 2;
    private static final int LEAST_MISTYPED = 4;
    private final Entries entries;

    Searching(Entries entries) {
        this.entries = entries;
    }

    /**
     * A page of what {@code filter} asks for.
     *
     * @param viewer null for a visitor without an account
     * @param page from 1
     */
    Found find(SearchFilter filter, @Nullable Member viewer, int page) {
        List<String> held = Audience.heldBy(viewer);
        int skip = (page - 1) * PAGE;
        if (filter.text().isEmpty())
            return found(filter, How.EXACT, entries.newest(filter, held, PAGE, skip))
                    .orElse(new Found(filter, How.NOTHING, List.of(), 0));
        return all(filter, held, skip)
                .or(() -> begun(filter, held, skip))
                .or(() -> corrected(filter, held, skip))
                .or(() -> some(filter, held, skip))
                .orElse(new Found(filter, How.NOTHING, List.of(), 0));
    }

    /** Titles for what is being typed, at most {@value #SUGGESTIONS}. */
    List<Suggestion> suggest(String typed, @Nullable Member viewer) {
        return Beginning.of(SearchFilter.words(typed).text(), LEAST_LETTERS)
                .map(beginning -> entries.suggest(beginning, Audience.heldBy(viewer), SUGGESTIONS))
                .orElse(List.of());
    }

    /** What a member may see that came or changed after {@code since}, the newest first. One statement. */
    public List<Hit> since(Instant since, Member viewer, int most) {
        return entries.since(since, Audience.heldBy(viewer), most);
    }

    private Optional<Found> all(SearchFilter filter, List<String> held, int skip) {
        return found(
                filter, How.EXACT, entries.find(Entries.ALL, Map.of("text", filter.text()), filter, held, PAGE, skip));
    }

    private Optional<Found> begun(SearchFilter filter, List<String> held, int skip) {
        return Beginning.of(filter.text(), LEAST_LETTERS)
                .flatMap(beginning -> found(
                        filter, How.BEGUN, entries.find(Entries.BEGUN, beginning.words(), filter, held, PAGE, skip)));
    }

    /** With the nearest spelling of each word that nobody wrote so; empty when a word has none. */
    private Optional<Found> corrected(SearchFilter filter, List<String> held, int skip) {
        List<String> words = filter.positive().stream()
                .filter(word -> word.length() >= LEAST_MISTYPED)
                .distinct()
                .toList();
        if (words.isEmpty()) return Optional.empty();
        String text = filter.text();
        for (var unknown : entries.unknown(words, held)) {
            Optional<String> nearest = nearest(unknown);
            if (nearest.isEmpty()) return Optional.empty();
            text = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(unknown.word()) + "(?![\\p{L}\\p{N}])")
                    .matcher(text)
                    .replaceAll(Matcher.quoteReplacement(nearest.get()));
        }
        return text.equals(filter.text())
                ? Optional.empty()
                : all(filter.with(text), held, skip)
                        .map(found -> new Found(found.filter(), How.CORRECTED, found.hits(), found.total()));
    }

    private Optional<Found> some(SearchFilter filter, List<String> held, int skip) {
        List<String> words = filter.positive();
        if (words.size() < 2) return Optional.empty();
        return found(
                filter,
                How.SOME,
                entries.find(Entries.ANY, Map.of("text", String.join(" ", words)), filter, held, PAGE, skip));
    }

    /** The one that the fewest keystrokes make of it; a longer word may hold more of them. */
    private static Optional<String> nearest(Entries.Unknown unknown) {
        int length = unknown.plain().length();
        int most = length <= 5 ? 1 : length <= 8 ? 2 : 3;
        return unknown.near().stream()
                .filter(word -> Typos.between(unknown.plain(), word) <= most)
                .min(Comparator.comparingInt(word -> Typos.between(unknown.plain(), word)));
    }

    private static Optional<Found> found(SearchFilter filter, How how, Page page) {
        return page.hits().isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(filter, how, page.hits(), page.total()));
    }
}
