package org.maillage.alerts;

import org.maillage.tenders.Reference;
import org.maillage.tenders.TenderState;

/** A call that someone may follow alone. */
public record FollowedCall(Reference reference, String title, TenderState state) {
    /** Whether anything may still happen to it. */
    public boolean goesOn() {
        return state == TenderState.PUBLISHED || state == TenderState.CLOSED;
    }

    public String path() {
        return reference.path();
    }
}
