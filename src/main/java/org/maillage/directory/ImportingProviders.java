package org.maillage.directory;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maillage.directory.ImportPlan.Line;
import org.maillage.directory.ImportPlan.State;
import org.maillage.directory.Imports.Import;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Slugs;
import org.maillage.platform.Paris;
import org.maillage.web.Typed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A table of providers comes in: read and shown first, then written whole in one transaction, and only what was shown. A
 * preview that no longer holds writes nothing and is shown anew.
 */
@Service
class ImportingProviders {
    static final Duration WAITS = Duration.ofHours(1);
    private final Imports imports;
    private final Providers providers;
    private final ProviderReadings readings;
    private final DirectoryIndex index;
    private final Clock clock;

    ImportingProviders(
            Imports imports, Providers providers, ProviderReadings readings, DirectoryIndex index, Clock clock) {
        this.imports = imports;
        this.providers = providers;
        this.readings = readings;
        this.index = index;
        this.clock = clock;
    }

    /** What applying came to. */
    enum Outcome {
        APPLIED,
        /** It was applied before: a second press of the button. */
        ALREADY,
        /** The directory changed since: nothing was written, the preview is new. */
        STALE
    }

    /**
     * Reads a file and keeps what it would change for an hour.
     *
     * @throws Refused on {@code fichier} when it cannot be read, or has no column of names
     */
    @Transactional
    public UUID stage(byte[] file, Member by) {
        Table table = TableReader.read(file);
        var columns = columns(table.header());
        if (!columns.contains(Column.NAME))
            throw new Refused(TableReader.FIELD, "directory.import.noName", headings(table));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var staged =
                new Import(UUID.randomUUID(), table.header(), ignored(table.header()), 0, now.plus(WAITS), null, 0, 0);
        imports.add(staged, by.id(), plan(table.rows(), table.header()), now);
        return staged.id();
    }

    /** @throws NotFound when it is someone else's, or its hour is over */
    @Transactional(readOnly = true)
    public Import mine(UUID id, Member by) {
        return imports.find(id, by.id(), clock.instant(), false).orElseThrow(() -> new NotFound("import"));
    }

    /**
     * Writes what was shown, all of it or nothing.
     *
     * @param seen the preview that the yes is to
     */
    @Transactional
    public Outcome apply(UUID id, int seen, Member by) {
        Instant now = clock.instant();
        Import file = imports.find(id, by.id(), now, true).orElseThrow(() -> new NotFound("import"));
        if (file.appliedAt() != null) return Outcome.ALREADY;
        if (file.plan() != seen) return Outcome.STALE;
        providers.takeTurns();
        List<Line> shown = imports.lines(id, null, Integer.MAX_VALUE, 0);
        var rows = shown.stream().map(l -> new Table.Row(l.line(), l.raw())).toList();
        List<Line> today = plan(rows, file.header());
        boolean holds =
                IntStream.range(0, shown.size()).allMatch(i -> shown.get(i).same(today.get(i)));
        if (!holds) {
            imports.replan(id, today);
            return Outcome.STALE;
        }
        for (Line line : today) {
            if (line.state() == State.NEW)
                write(Objects.requireNonNull(line.after()).as(UUID.randomUUID(), 0), true, now);
            if (line.state() == State.CHANGED) write(Objects.requireNonNull(line.after()), false, now);
        }
        imports.applied(id, count(today, State.NEW), count(today, State.CHANGED), now);
        return Outcome.APPLIED;
    }

    private void write(Provider provider, boolean added, Instant now) {
        if (added) providers.add(provider, now);
        else providers.save(provider, now);
        index.put(provider);
    }

    @Transactional
    public void drop(UUID id, Member by) {
        imports.remove(id, by.id());
    }

    /** Forgets what nobody said yes to in time. */
    @Transactional
    public void expire() {
        imports.expire(clock.instant());
    }

    private List<Line> plan(List<Table.Row> rows, List<String> header) {
        LocalDate today = clock.instant().atZone(Paris.ZONE).toLocalDate();
        return ImportPlan.of(
                rows,
                columns(header),
                sorts(header),
                providers.all(),
                readings.today(),
                Provider.unknown(new UUID(0, 0), today));
    }

    private static int count(List<Line> lines, State state) {
        return (int) lines.stream().filter(l -> l.state() == state).count();
    }

    /** What each heading means; of two that mean the same the first counts. */
    private static List<@Nullable Column> columns(List<String> header) {
        var columns = new ArrayList<@Nullable Column>();
        for (String heading : header) {
            Column column = Column.of(TableWriter.meant(heading)).orElse(null);
            columns.add(columns.contains(column) ? null : column);
        }
        return columns;
    }

    private static int sorts(List<String> header) {
        return IntStream.range(0, header.size())
                .filter(i -> Slugs.of(header.get(i)).equals("qui"))
                .findFirst()
                .orElse(-1);
    }

    private static List<String> ignored(List<String> header) {
        var columns = columns(header);
        return IntStream.range(0, header.size())
                .filter(i -> columns.get(i) == null && i != sorts(header))
                .mapToObj(i -> Typed.line(header.get(i)))
                .filter(h -> !h.isEmpty())
                .toList();
    }

    private static String headings(Table table) {
        String all = String.join(
                ", ",
                table.header().stream()
                        .map(Typed::line)
                        .filter(h -> !h.isEmpty())
                        .toList());
        return all.length() > 200 ? all.substring(0, 200) + "…" : all;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> importExpiryTask(ImportingProviders importing) {
            return Tasks.recurring("directory-import-expiry", Schedules.fixedDelay(Duration.ofMinutes(10)))
                    .execute((instance, context) -> importing.expire());
        }
    }
}
