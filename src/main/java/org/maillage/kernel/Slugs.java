package org.maillage.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they stand in addresses: {@code Fonds d’avenir 2027} is {@code fonds-d-avenir-2027}. */
public final class Slugs {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Slugs() {}

    /** Lower-case letters without accents and digits, one hyphen between words; empty when nothing is left of {@code name}. */
    public static String of(String name) {
        String letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae");
        String slug = OTHER.matcher(letters).replaceAll("-");
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.length() - (slug.length() > from && slug.endsWith("-") ? 1 : 0);
        return slug.substring(from, to);
    }

    /** The same, cut at the end of a word to at most {@code most} characters. */
    public static String of(String name, int most) {
        String slug = of(name);
        if (slug.length() <= most) return slug;
        int end = slug.lastIndexOf('-', most);
        return slug.substring(0, end > 0 ? end : most);
    }
}
