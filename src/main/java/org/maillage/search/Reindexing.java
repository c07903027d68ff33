package org.maillage.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds the index anew beside the one in use, compares, and mends what differs. All of it sees one instant of the
 * database (repeatable read), so that a change made meanwhile is neither a difference nor undone: when it touches the
 * same entry, everything begins again.
 */
@Service
class Reindexing {
    private static final Logger log = LoggerFactory.getLogger(Reindexing.class);
    private static final long LOCK = 0x726563686572L; // any number that nobody else locks: « recher »
    private static final int TRIES = 5;
    private static final int BATCH = 200;
    private static final int MOST_NAMED = 50;
    private static final String ALL =
            "path, title, summary, text, departments, domains, audience, at, title_words, words";

    private final List<SearchSource> sources;
    private final JdbcTemplate db;
    private final TransactionTemplate transaction;

    Reindexing(List<SearchSource> sources, JdbcTemplate db, PlatformTransactionManager transactions) {
        this.sources = sources;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** How an entry of the index in use differed from what it should be. */
    enum Difference {
        MISSING,
        LEFT_OVER,
        DIFFERENT
    }

    record Different(Difference how, Kind kind, String id) {}

    /**
     * @param entries how many there should be, and now are
     * @param differences how many there were
     * @param some of them, by name
     */
    record Report(long entries, long differences, List<Different> some, Duration took) {}

    /** Every kind that modules give entries of. */
    Set<Kind> kinds() {
        return sources.stream()
                .map(SearchSource::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    /** Those whose index is empty or may have come with another version of the program. */
    Set<Kind> doubtful() {
        var doubtful = EnumSet.noneOf(Kind.class);
        for (SearchSource source : sources)
            if (source.changesWithTheProgram() || empty(source.kind())) doubtful.add(source.kind());
        return doubtful;
    }

    private boolean empty(Kind kind) {
        return Boolean.TRUE.equals(db.queryForObject(
                "select not exists (select from search_entry where kind = ?)", Boolean.class, kind.name()));
    }

    /** @throws ConcurrencyFailureException when others never cease to change the same entries */
    Report run(Set<Kind> kinds) {
        for (int left = TRIES; ; left--)
            try {
                return Objects.requireNonNull(transaction.execute(status -> build(kinds)));
            } catch (ConcurrencyFailureException e) {
                if (left <= 1) throw e;
                log.info("The index changed under the comparison; once more from the beginning");
            }
    }

    private Report build(Set<Kind> kinds) {
        long begin = System.nanoTime();
        db.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK); // two at once would mend each other's work
        db.execute(
                "create temporary table search_fresh (like search_entry including defaults including generated including constraints) on commit drop");
        long entries = 0;
        for (SearchSource source : sources) if (kinds.contains(source.kind())) entries += fill(source);
        db.execute("alter table search_fresh add primary key (kind, id)"); // two sources must not give the same entry
        db.execute("analyze search_fresh");
        List<Different> different = compare(kinds);
        mend();
        db.execute("drop table search_fresh, search_difference");
        return new Report(
                entries,
                different.size(),
                List.copyOf(different.subList(0, Math.min(MOST_NAMED, different.size()))),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private long fill(SearchSource source) {
        var batch = new ArrayList<Entry>();
        long[] count = {0};
        source.each(entry -> {
            if (entry.kind() != source.kind())
                throw new IllegalStateException("A source gives another kind than its own");
            batch.add(entry);
            count[0]++;
            if (batch.size() == BATCH) flush(batch);
            if (count[0] % 10_000 == 0) log.info("{}: {} entries read", source.kind(), count[0]);
        });
        flush(batch);
        return count[0];
    }

    private void flush(Collection<Entry> batch) {
        SearchIndex.insert(db, "search_fresh", batch);
        batch.clear();
    }

    private List<Different> compare(Set<Kind> kinds) {
        db.update("""
                create temporary table search_difference on commit drop as
                select kind, id, case when e.path is null then 'MISSING' when f.path is null then 'LEFT_OVER'
                                      else 'DIFFERENT' end as how
                  from search_fresh f
                  full join (select * from search_entry where kind = any (string_to_array('%s', ','))) e using (kind, id)
                 where e.path is null or f.path is null or (%s) is distinct from (%s)""".formatted(kinds.stream().map(Kind::name).collect(Collectors.joining(",")), of("f"), of("e")));
        return db.query(
                "select how, kind, id from search_difference order by kind, id",
                (row, n) -> new Different(
                        Difference.valueOf(row.getString("how")),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("id")));
    }

    private static String of(String alias) {
        return alias + "." + ALL.replace(", ", ", " + alias + ".");
    }

    private void mend() {
        db.update(
                "delete from search_entry e using search_difference d where (e.kind, e.id) = (d.kind, d.id) and how = 'LEFT_OVER'");
        db.update("""
                insert into search_entry (kind, id, path, title, summary, text, departments, domains, audience, at)
                select kind, id, path, title, summary, text, departments, domains, audience, at
                  from search_fresh join search_difference using (kind, id)
                 order by kind, id
                """ + SearchIndex.REPLACE);
    }
}
