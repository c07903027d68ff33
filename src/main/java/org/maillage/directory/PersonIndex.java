package org.maillage.directory;

import java.util.function.Consumer;
import org.maillage.search.Entry;
import org.maillage.search.EntryRow;
import org.maillage.search.Kind;
import org.maillage.search.SearchSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People in the search: by name, title and organisation. V163 keeps them there whoever writes a person, and by the
 * directory's rights; this gives the same view for {@code bin/reindex}.
 */
@Component
class PersonIndex implements SearchSource {
    private final JdbcClient db;

    PersonIndex(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Kind kind() {
        return Kind.PERSON;
    }

    @Override
    public void each(Consumer<Entry> entries) {
        db.sql("select * from search_person order by id")
                .query(EntryRow::read)
                .list()
                .forEach(entries);
    }
}
