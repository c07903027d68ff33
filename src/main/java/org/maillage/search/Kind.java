package org.maillage.search;

import java.util.Arrays;
import java.util.Optional;

/** What an entry is about; a filter of the search page. */
public enum Kind {
    TOOL("outil"),
    CALL("appel"),
    PERSON("personne"),
    ORGANISATION("organisation"),
    NEWS("actualite"),
    EVENT("date"),
    ACTION("action"),
    PAGE("page");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As it stands in an address. */
    public String word() {
        return word;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
