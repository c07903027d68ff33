package org.maillage.library;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.maillage.kernel.Domain;
import org.maillage.web.Texts;

/** Says a field of a tool in words for people. */
public final class ToolFieldWords {
    private ToolFieldWords() {}

    public static String label(ToolField field, Texts t) {
        return t.localize("library.field." + field.form());
    }

    public static String say(ToolField field, ToolContent content, Texts t) {
        return say(field, ToolForm.of(content).get(field), t);
    }

    /** A value as it stands in a {@link ToolForm}; « rien » when it is empty. */
    static String say(ToolField field, String value, Texts t) {
        if (value.isEmpty()) return t.localize("library.nothing");
        return switch (field) {
            case STEPS -> names(Step.values(), value, t);
            case DOMAINS -> names(Domain.values(), value, t);
            case LICENCE -> names(Licence.values(), value, t);
            case TAGS -> value.replace("\n", ", ");
            case TITLE, PURPOSE, TEXT, LINKS -> value;
        };
    }

    private static <E extends Enum<E>> String names(E[] all, String value, Texts t) {
        Map<String, E> known = Arrays.stream(all).collect(Collectors.toMap(Enum::name, e -> e));
        return value.lines()
                .map(word -> known.containsKey(word) ? t.name(known.get(word)) : word)
                .collect(Collectors.joining(", "));
    }
}
