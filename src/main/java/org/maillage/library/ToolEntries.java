package org.maillage.library;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maillage.files.FileTextExtracted;
import org.maillage.files.Readings;
import org.maillage.files.StoredFile;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Role;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tools as the one search finds them: officers and the facilitator, nobody else. What lies in the bin is not found. */
@Component
class ToolEntries implements SearchSource {
    private static final int MOST_TEXT = 400_000;
    private static final Audience INSIDE = Audience.roles(Role.OFFICER, Role.FACILITATOR);
    private final Tools tools;
    private final ToolFiles files;
    private final Readings readings;
    private final SearchIndex index;
    private final Network network;
    private final JdbcClient db;

    ToolEntries(Tools tools, ToolFiles files, Readings readings, SearchIndex index, Network network, JdbcClient db) {
        this.tools = tools;
        this.files = files;
        this.readings = readings;
        this.index = index;
        this.network = network;
        this.db = db;
    }

    /** Puts the entry of {@code tool}, or takes it out when it is in the bin; in the caller's transaction. */
    void put(Tool tool) {
        if (tool.deleted()) index.remove(Kind.TOOL, tool.id().toString());
        else index.put(entry(tool, departments()));
    }

    /** The words of a file are there now: what holds it is found by them. */
    @ApplicationModuleListener
    void on(FileTextExtracted event) {
        files.toolsWith(event.digest()).forEach(id -> tools.lock(id).ifPresent(this::put));
    }

    @Override
    public Kind kind() {
        return Kind.TOOL;
    }

    @Override
    @Transactional(readOnly = true)
    public void each(Consumer<Entry> entries) {
        var departments = departments();
        try (Stream<Tool> all = db
                .sql("select " + Tools.COLUMNS + " from tool t where t.deleted_at is null order by t.id")
                .query(tools::tool)
                .stream()) {
            all.forEach(tool -> entries.accept(entry(tool, departments)));
        }
    }

    private Map<DlaId, DepartmentCode> departments() {
        return network.dlas().stream().collect(Collectors.toMap(Dla::id, Dla::department));
    }

    private Entry entry(Tool tool, Map<DlaId, DepartmentCode> departments) {
        ToolContent content = tool.content();
        List<StoredFile> stored =
                files.of(tool.id()).stream().map(f -> f.latest().file()).toList();
        var text = Stream.of(
                        Stream.of(content.text()),
                        content.tags().stream(),
                        content.links().stream().map(ToolContent.Link::label),
                        stored.stream().map(StoredFile::name),
                        stored.stream().map(readings::text))
                .flatMap(s -> s)
                .filter(s -> !s.isBlank())
                .collect(Collectors.joining("\n"));
        // What the index can hold in one entry is bounded; a tool whose files say more is found by their beginnings.
        if (text.length() > MOST_TEXT) text = text.substring(0, MOST_TEXT);
        return new Entry(
                Kind.TOOL,
                tool.id().toString(),
                tool.path(),
                content.title(),
                content.purpose(),
                text,
                tool.authors().stream()
                        .flatMap(dla -> Stream.ofNullable(departments.get(dla)))
                        .map(DepartmentCode::code)
                        .sorted()
                        .toList(),
                content.domains().stream().map(Enum::name).toList(),
                INSIDE,
                tool.changedAt());
    }
}
