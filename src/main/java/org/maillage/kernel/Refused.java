package org.maillage.kernel;

import java.util.List;

/** A rule says no. {@code web} shows each violation beside its field, in the visitor's language, and keeps what was typed. */
public class Refused extends RuntimeException {
    private final transient List<Violation> violations;

    public Refused(String field, String message, Object... arguments) {
        this(List.of(new Violation(field, message, List.of(arguments))));
    }

    public Refused(List<Violation> violations) {
        super(violations.isEmpty() ? "refused" : violations.getFirst().message(), null, false, false);
        this.violations = List.copyOf(violations);
    }

    /** What is refused, in the order of the fields; never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
