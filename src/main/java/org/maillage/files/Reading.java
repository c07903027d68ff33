package org.maillage.files;

/**
 * What is known of a content beyond its bytes.
 *
 * @param shortened its text goes on beyond what is kept
 * @param width of the picture of its first page, in points; 0 when there is none
 */
public record Reading(ReadingState state, boolean shortened, int width, int height) {
    public boolean hasPreview() {
        return width > 0;
    }
}
