package org.maillage.network;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names of communes are compared: what people leave out or shorten when they type makes no difference. */
final class CommuneName {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private CommuneName() {}

    /**
     * {@code Sainte-Menehould}, {@code ste menehould} and {@code STE MENEHOULD} are {@code sainte menehould}: lower case,
     * no accent, one space for anything between words, usual short forms in full. Empty when nothing is left.
     */
    static String plain(String name) {
        String letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("s/", " sur ");
        return Arrays.stream(OTHER.split(letters))
                .filter(word -> !word.isEmpty())
                .map(CommuneName::inFull)
                .collect(Collectors.joining(" "));
    }

    private static String inFull(String word) {
        return switch (word) {
            case "st" -> "saint";
            case "ste" -> "sainte";
            case "sts" -> "saints";
            case "stes" -> "saintes";
            case "lez", "les" -> "les"; // « lès » reads the same once accents are gone
            default -> word;
        };
    }
}
