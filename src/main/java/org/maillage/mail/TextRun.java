package org.maillage.mail;

/**
 * A piece of a plain text.
 *
 * @param link whether it is an address to follow
 */
public record TextRun(String text, boolean link) {}
