package org.maillage.files;

/**
 * The words of a content are there: {@link Readings#text}.
 *
 * @param digest SHA-256 of the content, as {@link StoredFile#digest()} has it; several files may be made of it
 */
public record FileTextExtracted(String digest) {}
