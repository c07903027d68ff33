package org.maillage.identity;

import java.text.Normalizer;
import org.maillage.kernel.Refused;

/** What a person calls a passkey, to tell it from the others: one line of visible characters. */
final class PasskeyName {
    static final int LONGEST = 60;

    private PasskeyName() {}

    /** @throws Refused on the field {@code name} when nothing readable is left, or it is too long */
    static String of(String typed) {
        // Characters that turn the reading direction, hide or break lines would let one key pass for another.
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]", " ")
                .replaceAll("[\\p{Zs} ]+", " ")
                .strip();
        if (name.isEmpty()) throw new Refused("name", "identity.passkey.name.empty");
        if (name.codePointCount(0, name.length()) > LONGEST)
            throw new Refused("name", "identity.passkey.name.long", LONGEST);
        return name;
    }
}
