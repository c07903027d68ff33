package org.maillage.traces;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.maillage.web.Texts;

/** A time of keeping in words: {@code 18 mois} is « un an et 6 mois ». */
final class KeptFor {
    private KeptFor() {}

    /** @param period not negative and not zero */
    static String words(Period period, Texts texts) {
        Period normal = period.normalized(); // months into years; days stay days
        List<String> parts = new ArrayList<>();
        if (normal.getYears() != 0) parts.add(texts.localize("traces.years", normal.getYears()));
        if (normal.getMonths() != 0) parts.add(texts.localize("traces.months", normal.getMonths()));
        if (normal.getDays() != 0) parts.add(texts.localize("traces.days", normal.getDays()));
        if (parts.isEmpty()) throw new IllegalArgumentException("No duration");
        String words = parts.getFirst();
        for (String part : parts.subList(1, parts.size())) words = texts.localize("traces.and", words, part);
        return words;
    }
}
