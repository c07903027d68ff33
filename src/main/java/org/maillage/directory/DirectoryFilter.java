package org.maillage.directory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.directory.Line.Sort;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Slugs;
import org.maillage.web.Typed;

/**
 * What is looked for in the directory.
 *
 * @param department INSEE code, empty for any; lines without department in particular are found with each
 * @param text words that must all be there, accents optional
 */
public record DirectoryFilter(
        @Nullable Sort sort, String department, @Nullable Domain domain, String text) {
    private static final int LONGEST = 100;

    /** From an address's parameters; what is unknown is passed over. */
    static DirectoryFilter of(String sort, String department, String domain, String text) {
        String line = Typed.line(text);
        return new DirectoryFilter(
                Arrays.stream(Sort.values())
                        .filter(s -> s.word().equals(sort))
                        .findFirst()
                        .orElse(null),
                department.matches("\\d{2,3}|2[AB]") ? department : "",
                Arrays.stream(Domain.values())
                        .filter(d -> word(d).equals(domain))
                        .findFirst()
                        .orElse(null),
                line.substring(0, Math.min(LONGEST, line.length())));
    }

    /** How a domain stands in an address: {@code HUMAN_RESOURCES} is {@code human-resources}. */
    public static String word(Domain domain) {
        return domain.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Patterns for {@code like}, one a word. */
    List<String> patterns() {
        return Arrays.stream(Slugs.of(text).split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> "%" + word + "%")
                .toList();
    }

    public boolean narrow() {
        return sort != null || !department.isEmpty() || domain != null || !text.isEmpty();
    }

    /** {@code path} with this filter in its address. */
    public String at(String path) {
        var parts = new ArrayList<String>();
        if (sort != null) parts.add("qui=" + sort.word());
        if (!department.isEmpty()) parts.add("departement=" + department);
        if (domain != null) parts.add("domaine=" + word(domain));
        if (!text.isEmpty()) parts.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }
}
