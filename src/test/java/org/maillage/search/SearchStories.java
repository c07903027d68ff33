package org.maillage.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries to tell tests about; scanned into every test context. They stay there: each test makes up words of its own. */
@Component
public class SearchStories {
    private final SearchIndex index;
    private final TransactionTemplate transaction;

    SearchStories(SearchIndex index, TransactionTemplate transaction) {
        this.index = index;
        this.transaction = transaction;
    }

    public static Entry entry(Kind kind, String title, String text, Audience audience) {
        return entry(kind, title, text, audience, Instant.parse("2026-03-01T10:00:00Z"));
    }

    public static Entry entry(Kind kind, String title, String text, Audience audience, Instant at) {
        String id = "essai-" + UUID.randomUUID();
        return new Entry(kind, id, "/essai/" + id, title, "", text, List.of("51"), List.of("FINANCE"), audience, at);
    }

    public Entry put(Entry entry) {
        transaction.executeWithoutResult(status -> index.put(entry));
        return entry;
    }

    public void remove(Entry entry) {
        transaction.executeWithoutResult(status -> index.remove(entry.kind(), entry.id()));
    }
}
