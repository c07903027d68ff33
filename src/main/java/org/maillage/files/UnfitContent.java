package org.maillage.files;

/** A content that may not come in. */
final class UnfitContent extends Exception {
    private final Unfit why;

    UnfitContent(Unfit why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    Unfit why() {
        return why;
    }
}
