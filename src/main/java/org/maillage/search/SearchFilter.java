package org.maillage.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.platform.Paris;

/**
 * What is looked for. Null or empty lets everything through.
 *
 * @param text as typed: words, "a phrase", -without; at most {@value #LONGEST} characters and {@value #MOST_WORDS} words
 * @param year in Paris, of publication or last change
 */
public record SearchFilter(
        String text,
        @Nullable Kind kind,
        @Nullable DepartmentCode department,
        @Nullable Domain domain,
        @Nullable Integer year) {
    static final int LONGEST = 200;
    static final int MOST_WORDS = 12;

    public SearchFilter {
        text = clean(text);
    }

    static SearchFilter words(String text) {
        return new SearchFilter(text, null, null, null, null);
    }

    /** From an address's parameters; what is no kind, department, domain or year is passed over. */
    static SearchFilter of(String text, String kind, String department, String domain, String year) {
        return new SearchFilter(
                text,
                Kind.of(kind).orElse(null),
                department.matches("\\d{2,3}|2[AB]") ? new DepartmentCode(department) : null,
                Arrays.stream(Domain.values())
                        .filter(d -> word(d).equals(domain))
                        .findFirst()
                        .orElse(null),
                year.matches("(19|20|21)\\d\\d") ? Integer.valueOf(year) : null);
    }

    /** How a constant stands in an address: {@code HUMAN_RESOURCES} is {@code human-resources}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line without what no text can hold or nobody types, cut where a search becomes an attack. */
    private static String clean(String typed) {
        var plain = new StringBuilder();
        typed.codePoints()
                .limit(LONGEST * 4L)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .forEach(plain::appendCodePoint);
        String[] words = plain.toString().strip().split("\\s+");
        var kept = new StringBuilder();
        for (int n = 0; n < Math.min(words.length, MOST_WORDS); n++) {
            if (kept.length() + words[n].length() >= LONGEST) break;
            kept.append(n == 0 ? "" : " ").append(words[n]);
        }
        return kept.toString();
    }

    /** Whether nothing is asked at all. */
    public boolean empty() {
        return text.isEmpty() && choices() == 0;
    }

    /** The domain as it stands in an address; empty for any. */
    public String domainWord() {
        return domain == null ? "" : word(domain);
    }

    /** How many choices narrow it, besides the words. */
    public int choices() {
        return (kind == null ? 0 : 1)
                + (department == null ? 0 : 1)
                + (domain == null ? 0 : 1)
                + (year == null ? 0 : 1);
    }

    /** The same choices with other words. */
    public SearchFilter with(String words) {
        return new SearchFilter(words, kind, department, domain, year);
    }

    /** The same words without choices. */
    public SearchFilter wide() {
        return words(text);
    }

    /** Address of the page at {@code path} that shows this. */
    public String at(String path) {
        var parts = new ArrayList<String>();
        if (!text.isEmpty()) parts.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        if (kind != null) parts.add("type=" + kind.word());
        if (department != null) parts.add("departement=" + department);
        if (domain != null) parts.add("domaine=" + word(domain));
        if (year != null) parts.add("annee=" + year);
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }

    OffsetDateTime since() {
        return year == null ? OffsetDateTime.MIN : newYear(year);
    }

    OffsetDateTime until() {
        return year == null ? OffsetDateTime.MAX : newYear(year + 1);
    }

    private static OffsetDateTime newYear(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(Paris.ZONE).toInstant().atOffset(ZoneOffset.UTC);
    }

    /** The words that are to be there, marks and signs left out. */
    List<String> positive() {
        return Arrays.stream(text.replace('"', ' ').split("\\s+"))
                .filter(word -> !word.startsWith("-"))
                .flatMap(word -> Arrays.stream(word.split("[^\\p{L}\\p{N}]+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
