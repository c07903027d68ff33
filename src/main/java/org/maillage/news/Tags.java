package org.maillage.news;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Slugs;
import org.maillage.web.Typed;

/** Words by which information is found again. Free, short, in lower case; one spelling each. */
final class Tags {
    static final int MOST = 8;
    private static final int LONGEST = 40;
    private static final Pattern BETWEEN = Pattern.compile("[,;#\\n]+");

    private Tags() {}

    /**
     * The tags that someone typed with commas between them, and those that they ticked.
     *
     * @param known those in use: « mobilite » becomes « mobilité » when that is how others write it
     * @throws Refused when there are too many, or one is a sentence
     */
    static List<String> of(String typed, Collection<String> ticked, Collection<String> known) {
        Map<String, String> spelling = new LinkedHashMap<>();
        known.forEach(tag -> spelling.putIfAbsent(Slugs.of(tag), tag));
        Map<String, String> found = new LinkedHashMap<>();
        var all = new ArrayList<>(ticked);
        all.addAll(List.of(BETWEEN.split(typed)));
        for (String word : all) {
            String tag = Typed.line(word).toLowerCase(Locale.FRENCH);
            String key = Slugs.of(tag);
            if (key.isEmpty()) continue;
            if (tag.length() > LONGEST) throw new Refused("etiquettes", "news.tags.long", LONGEST);
            found.putIfAbsent(key, spelling.getOrDefault(key, tag));
        }
        if (found.size() > MOST) throw new Refused("etiquettes", "news.tags.many", MOST);
        return List.copyOf(found.values());
    }
}
