package org.maillage.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.maillage.kernel.Refused;

/** What is wrong with a form, one sentence a field, in the visitor's language; the field's name is the key. */
public record Errors(Map<String, String> messages) {
    public Errors {
        messages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(messages));
    }

    public static Errors none() {
        return new Errors(Map.of());
    }

    /** The refusal's violations; of several on one field the first is shown. */
    public static Errors of(Refused refused, Texts texts) {
        var messages = new LinkedHashMap<String, String>();
        refused.violations().forEach(v -> messages.putIfAbsent(v.field(), texts.localize(v)));
        return new Errors(messages);
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    public boolean on(String field) {
        return messages.containsKey(field);
    }

    /** The sentence for {@code field}; empty when it is right. */
    public String of(String field) {
        return messages.getOrDefault(field, "");
    }
}
