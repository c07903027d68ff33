package org.maillage.tenders;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a call was announced; {@code alerts}, which stands above, knows. Counts and times only, never a person. */
public interface AlertFigures {

    /** Empty when nobody's subscription matched. */
    Optional<Figures> of(Reference reference);

    /**
     * @param count alerts that the publication makes
     * @param firstAt when the first left; null when none has left yet
     * @param lastAt when the last left so far
     */
    record Figures(
            long count, @Nullable Instant firstAt, @Nullable Instant lastAt) {}
}
