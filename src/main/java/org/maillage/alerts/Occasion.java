package org.maillage.alerts;

import org.maillage.tenders.Reference;

/**
 * One thing that happens to a call and of which its people are told once.
 *
 * @param number which amendment, which batch of answers; 0 for what happens once
 */
record Occasion(Reference tender, Kind kind, int number) {
    enum Kind {
        PUBLICATION,
        AMENDMENT,
        ANSWERS,
        OUTCOME,
        CANCELLATION
    }

    static Occasion publication(Reference tender) {
        return new Occasion(tender, Kind.PUBLICATION, 0);
    }

    /** Names the message: {@code 2026-51-004/PUBLICATION}, {@code 2026-51-004/AMENDMENT-2}. */
    String letterKey() {
        return tender.text() + '/' + kind + (number == 0 ? "" : "-" + number);
    }
}
