package org.maillage.search;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of which the last one is still being typed.
 *
 * @param before whole words; may be empty
 * @param last letters and digits
 */
record Beginning(String before, String last) {
    private static final Pattern TYPED = Pattern.compile("(.*?)([\\p{L}\\p{M}\\p{N}]+)", Pattern.DOTALL);

    /** Empty when the text does not end in at least {@code least} letters or digits. */
    static Optional<Beginning> of(String text, int least) {
        Matcher typed = TYPED.matcher(text);
        return typed.matches() && typed.group(2).length() >= least
                ? Optional.of(new Beginning(typed.group(1), typed.group(2)))
                : Optional.empty();
    }

    /** Parameters of the statements; quoted, although letters need no quotes. */
    Map<String, String> words() {
        return Map.of("before", before, "last", "'" + last + "':*");
    }
}
