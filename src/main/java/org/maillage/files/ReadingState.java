package org.maillage.files;

/** Where the reading of a content stands. V096 knows the same words. */
public enum ReadingState {
    WAITING,
    READING,
    /** Its words are there, for the search to find. */
    DONE,
    /** There is nothing to read in it: a picture, or a PDF made of pictures. */
    NO_TEXT,
    /** It could not be read, after as many tries as are made. */
    UNREADABLE;

    /** Whether it stays as it is. */
    public boolean over() {
        return this == DONE || this == NO_TEXT || this == UNREADABLE;
    }
}
