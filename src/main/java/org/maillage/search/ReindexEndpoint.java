package org.maillage.search;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** What {@code bin/reindex} asks, on the management port, which only this machine reaches. */
@Component
@Endpoint(id = "reindex")
class ReindexEndpoint {
    private final Reindexing reindexing;

    ReindexEndpoint(Reindexing reindexing) {
        this.reindexing = reindexing;
    }

    /** Builds the index anew, mends the one in use, and says what differed. */
    @WriteOperation(produces = "text/plain")
    String reindex() {
        var report = reindexing.run(reindexing.kinds());
        var text = new StringBuilder();
        for (var different : report.some())
            text.append("%-9s %s %s%n"
                    .formatted(
                            different.how().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            different.kind(),
                            different.id()));
        if (report.differences() > report.some().size())
            text.append("and %d more%n"
                    .formatted(report.differences() - report.some().size()));
        return text.append("entries=%d differed=%d seconds=%.1f%n"
                        .formatted(
                                report.entries(),
                                report.differences(),
                                report.took().toMillis() / 1000.0))
                .toString();
    }
}
