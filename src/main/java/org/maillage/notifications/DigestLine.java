package org.maillage.notifications;

/** One thing to do, as a letter says it, and the page where it is done. */
public record DigestLine(String sentence, String path) {}
