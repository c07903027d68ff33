package org.maillage.kernel;

import java.util.List;

/**
 * One rule that an input breaks.
 *
 * @param field name of the form's field, where the error is shown; empty when it concerns the whole form
 * @param message key in the message bundles
 * @param arguments values for the message
 */
public record Violation(String field, String message, List<Object> arguments) {
    public Violation {
        arguments = List.copyOf(arguments);
    }
}
