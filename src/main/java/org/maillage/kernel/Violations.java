package org.maillage.kernel;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with an input, so that a person learns everything at once rather than one error at a time. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    /** Notes a violation unless {@code holds}. */
    public Violations require(boolean holds, String field, String message, Object... arguments) {
        if (!holds) found.add(new Violation(field, message, List.of(arguments)));
        return this;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws Refused with all that was noted, if anything was */
    public void throwIfAny() {
        if (!found.isEmpty()) throw new Refused(found);
    }
}
