package org.maillage.directory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Slugs;
import org.maillage.kernel.Violation;

/**
 * What a table would change among the known providers: worked out, never written here. The same table against the same
 * providers gives the same plan, which is how a preview that no longer holds is noticed.
 */
public final class ImportPlan {
    private final ProviderReading reading;
    private final Map<String, Provider> byEmail = new HashMap<>();
    private final Map<String, List<Provider>> byName = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>(); // who was met, on which line
    private final Provider unknown;

    private ImportPlan(List<Provider> known, ProviderReading reading, Provider unknown) {
        this.reading = reading;
        this.unknown = unknown;
        for (Provider provider : known) {
            if (!provider.email().isEmpty()) byEmail.put(provider.email().toLowerCase(Locale.ROOT), provider);
            byName.computeIfAbsent(Slugs.of(provider.name()), n -> new ArrayList<>())
                    .add(provider);
        }
    }

    /** What becomes of one line. */
    public enum State {
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /** One cell that would be another. */
    public record Change(Column column, String before, String after) {}

    /**
     * One line of the table.
     *
     * @param name of the provider, as far as it could be read
     * @param provider whom it is about; null when it is new or refused
     * @param seen the version of that provider when this was worked out
     * @param after what would be kept; null when refused
     * @param reasons why it is refused
     */
    public record Line(
            int line,
            State state,
            List<String> raw,
            String name,
            @Nullable UUID provider,
            int seen,
            List<Change> changes,
            @Nullable Provider after,
            List<Violation> reasons) {
        /** Whether this and {@code other} would do the same. */
        boolean same(Line other) {
            return line == other.line
                    && state == other.state
                    && java.util.Objects.equals(provider, other.provider)
                    && changes.equals(other.changes)
                    && reasons.size() == other.reasons.size();
        }
    }

    /**
     * @param columns what each column of the table is, in its order; null for one that is passed over
     * @param sorts position of a column that says what a line is about, -1 for none: only providers are read
     * @param unknown what is kept of a new provider where the table says nothing
     */
    static List<Line> of(
            List<Table.Row> rows,
            List<@Nullable Column> columns,
            int sorts,
            List<Provider> known,
            ProviderReading reading,
            Provider unknown) {
        var plan = new ImportPlan(known, reading, unknown);
        return rows.stream().map(row -> plan.line(row, columns, sorts)).toList();
    }

    private Line line(Table.Row row, List<@Nullable Column> columns, int sorts) {
        List<String> cells = row.cells().stream().map(TableWriter::meant).toList();
        String name = "";
        try {
            if (cells.size() > columns.size()
                    && cells.stream().skip(columns.size()).anyMatch(c -> !c.isBlank()))
                throw new Refused("", "directory.import.line.cells", cells.size(), columns.size());
            if (sorts >= 0 && sorts < cells.size() && !provider(cells.get(sorts)))
                throw new Refused(
                        "", "directory.import.line.sort", cells.get(sorts).strip());
            Map<Column, String> given = given(cells, columns);
            name = given.getOrDefault(Column.NAME, "").strip();
            // First on its own, so that what is wrong with it is said before whom it is about.
            Provider read = reading.read(given, unknown);
            Provider known = whom(read, given);
            String key = known != null
                    ? known.id().toString()
                    : read.email().isEmpty()
                            ? Slugs.of(read.name())
                            : read.email().toLowerCase(Locale.ROOT);
            Integer before = lines.putIfAbsent(key, row.line());
            if (before != null) throw new Refused("", "directory.import.line.twice", before);
            if (known == null)
                return new Line(row.line(), State.NEW, row.cells(), read.name(), null, 0, List.of(), read, List.of());
            Provider after = reading.read(given, known);
            List<Change> changes = changes(known, after);
            return new Line(
                    row.line(),
                    changes.isEmpty() ? State.UNCHANGED : State.CHANGED,
                    row.cells(),
                    after.name(),
                    known.id(),
                    known.version(),
                    changes,
                    after,
                    List.of());
        } catch (Refused e) {
            return new Line(row.line(), State.REFUSED, row.cells(), name, null, 0, List.of(), null, e.violations());
        }
    }

    /** Only cells that say something: an empty one leaves what is there. */
    private static Map<Column, String> given(List<String> cells, List<@Nullable Column> columns) {
        var given = new EnumMap<Column, String>(Column.class);
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            Column column = columns.get(i);
            if (column != null && !cells.get(i).isBlank())
                given.putIfAbsent(column, cells.get(i).strip());
        }
        return new LinkedHashMap<>(given);
    }

    private static boolean provider(String sort) {
        String slug = Slugs.of(sort);
        return slug.isEmpty() || slug.equals("prestataire") || slug.equals("provider");
    }

    /** Whom a line is about: whoever has its address, else the one of its name who has none, or whose line has none. */
    private @Nullable Provider whom(Provider read, Map<Column, String> given) {
        if (!read.email().isEmpty()) {
            Provider same = byEmail.get(read.email().toLowerCase(Locale.ROOT));
            if (same != null) return same;
        }
        List<Provider> namesakes = byName.getOrDefault(Slugs.of(read.name()), List.of());
        if (!read.email().isEmpty())
            namesakes = namesakes.stream().filter(p -> p.email().isEmpty()).toList();
        if (namesakes.size() > 1) throw new Refused(Column.EMAIL.field(), "directory.import.line.namesakes");
        return namesakes.isEmpty() ? null : namesakes.getFirst();
    }

    private List<Change> changes(Provider before, Provider after) {
        var changes = new ArrayList<Change>();
        for (Column column : Column.values()) {
            String was = reading.cell(before, column);
            String is = reading.cell(after, column);
            if (!was.equals(is)) changes.add(new Change(column, was, is));
        }
        return changes;
    }
}
