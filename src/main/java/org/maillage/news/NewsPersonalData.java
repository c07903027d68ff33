package org.maillage.news;

import java.util.Map;
import java.util.UUID;
import org.maillage.identity.PersonalData;
import org.springframework.stereotype.Component;

/** What is kept about a member here: whether they read the letter, and what it follows. Shared news name no person. */
@Component
class NewsPersonalData implements PersonalData {
    private final Readers readers;

    NewsPersonalData(Readers readers) {
        this.readers = readers;
    }

    @Override
    public String name() {
        return "news";
    }

    @Override
    public void gather(UUID person, Into archive) {
        Map<String, Object> letter = readers.find(person)
                .map(reader -> Map.<String, Object>of(
                        "tags", reader.tags(),
                        "language", reader.language().getLanguage(),
                        "lastWeek", reader.week().toString(),
                        "toldUntil", reader.toldUntil().toString()))
                .orElse(Map.of());
        archive.record("weekly-letter", letter);
    }
}
