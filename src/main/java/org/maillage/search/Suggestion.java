package org.maillage.search;

/** A title that holds what is being typed. */
public record Suggestion(Kind kind, String path, String title) {}
