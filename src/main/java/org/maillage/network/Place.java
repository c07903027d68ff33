package org.maillage.network;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a visitor typed to say where they are: {@code Reims}, {@code 51100}, {@code 51100 Reims}, {@code St Remy (88)}.
 *
 * @param name as {@link CommuneName#plain} makes it; empty when none was given
 * @param postcode five digits, or empty
 * @param department code or name that stood in brackets at the end, or empty
 */
record Place(String name, String postcode, String department) {
    private static final int LONGEST = 120; // the longest name of a commune has 45 letters
    private static final Pattern BRACKETS = Pattern.compile("\\(([^()]{1,40})\\)\\s*$");
    private static final Pattern POSTCODE = Pattern.compile("(?<![0-9])([0-9]{2}) ?([0-9]{3})(?![0-9])");
    private static final Pattern CEDEX = Pattern.compile("\\bcedex\\b.*");

    static Place read(String typed) {
        // A cut inside a letter of two halves leaves half a letter, which PostgreSQL refuses: it is no letter, and
        // goes.
        String text = Normalizer.normalize(typed.substring(0, Math.min(LONGEST, typed.length())), Normalizer.Form.NFC)
                .replaceAll("[\\p{C}\\s]+", " ")
                .strip();
        String department = "";
        Matcher brackets = BRACKETS.matcher(text);
        if (brackets.find()) {
            department = brackets.group(1).strip();
            text = text.substring(0, brackets.start());
        }
        String postcode = "";
        Matcher digits = POSTCODE.matcher(text);
        if (digits.find()) {
            postcode = digits.group(1) + digits.group(2);
            text = text.substring(0, digits.start()) + " " + text.substring(digits.end());
        }
        String name = CEDEX.matcher(CommuneName.plain(text)).replaceAll("").strip();
        return new Place(name, postcode, department);
    }

    boolean blank() {
        return name.isEmpty() && postcode.isEmpty();
    }
}
