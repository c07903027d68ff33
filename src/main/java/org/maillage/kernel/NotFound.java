package org.maillage.kernel;

/** The thing does not exist, or not for the person who asks: both look the same, as an answer 404. */
public class NotFound extends RuntimeException {
    public NotFound(Object what) {
        super("No such " + what, null, false, false);
    }
}
