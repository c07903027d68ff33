package org.maillage.news;

/** An officer's words in a letter: two braces would be read as a place that the outbox fills. */
public final class LetterWords {
    private LetterWords() {}

    public static String of(String words) {
        return words.replace("{{", "{ {");
    }
}
