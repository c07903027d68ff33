package org.maillage.demonstration;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.files.Files;
import org.maillage.files.Readings;
import org.maillage.files.StoredFile;
import org.maillage.platform.Demonstration;
import org.maillage.platform.Paris;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes tales as rows, version by version, so that the database's own rules check them as they check an officer. */
@Component
@Demonstration
class ToolRows {
    private final JdbcClient db;
    private final Files files;
    private final Readings readings;
    private final JsonMapper json;

    ToolRows(JdbcClient db, Files files, Readings readings, JsonMapper json) {
        this.db = db;
        this.files = files;
        this.readings = readings;
        this.json = json;
    }

    /** A tool as it is written: its number so far, and which version held which text. */
    private static final class Written {
        final UUID id = UUID.randomUUID();
        final Map<Integer, Integer> versionOfText = new HashMap<>();
        final Map<String, UUID> slots = new LinkedHashMap<>();
        final Map<String, UUID> stored = new HashMap<>();
        Map<String, Object> content = Map.of();
        int version;
    }

    /** What happens to a tool on one day. */
    private record Event(int days, String dla, Runnable happening) {}

    void write(List<ToolTale> tales, Instant now) {
        var byName = new HashMap<String, Written>();
        for (ToolTale tale : tales) {
            var tool = new Written();
            byName.put(tale.name(), tool);
            String common = tale.get("declinaison", "");
            if (common.isEmpty()) own(tool, tale, now);
            else variant(tool, known(byName, common), tale, now);
            notes(tool, tale, now);
        }
    }

    private void own(Written tool, ToolTale tale, Instant now) {
        var events = new ArrayList<Event>();
        for (int i = 1; i < tale.texts().size(); i++) {
            int n = i;
            var text = tale.texts().get(i);
            events.add(new Event(text.days(), text.dla(), () -> {
                next(tool, content(tale, text.text()), "WRITTEN", text.note(), text.dla(), at(now, text.days()));
                tool.versionOfText.put(n + 1, tool.version);
            }));
        }
        var first = tale.texts().getFirst();
        create(tool, tale, content(tale, first.text()), "DRAFT", null, 0, at(now, first.days()));
        tool.versionOfText.put(1, 1);
        for (var line : tale.lines("fichier")) {
            List<String> f = line.parts();
            int days = Integer.parseInt(f.getFirst());
            if (days == first.days()) file(tool, tale, f, 1, at(now, days));
            else
                events.add(new Event(days, f.get(1), () -> {
                    next(tool, tool.content, "FILES", f.get(2), f.get(1), at(now, days));
                    file(tool, tale, f, tool.version, at(now, days));
                }));
        }
        events.sort(Comparator.comparingInt(Event::days).reversed());
        events.forEach(e -> e.happening().run());
        if (tale.get("etat", "").equals("commun")) common(tool, tale, now);
        tale.lines("sorti").forEach(line -> takeOut(tool, line.parts(), now));
    }

    private void variant(Written tool, Written common, ToolTale tale, Instant now) {
        var text = tale.texts().getFirst();
        int base = known(common.versionOfText, Integer.parseInt(tale.get("base", "1")));
        var content = new LinkedHashMap<>(common.content);
        create(
                tool,
                tale,
                content,
                "VARIANT",
                common.id,
                base,
                at(now, text.days()).minus(Duration.ofHours(2)));
        common.slots.forEach((name, origin) -> {
            UUID slot = slot(tool, name, origin, at(now, text.days()));
            fileVersion(slot, 1, known(common.stored, name), 1, tale.get("dla", ""), at(now, text.days()));
        });
        content.put("text", text.text());
        next(tool, content, "WRITTEN", text.note(), text.dla(), at(now, text.days()));
        for (var line : tale.lines("proposition"))
            db.sql("""
                    insert into tool_proposal (id, variant, common, variant_version, base, at, message)
                    values (:id, :variant, :common, :version, :base, :at, :message)""")
                    .param("id", UUID.randomUUID())
                    .param("variant", tool.id)
                    .param("common", common.id)
                    .param("version", tool.version)
                    .param("base", base)
                    .param(
                            "at",
                            at(now, Integer.parseInt(line.parts().getFirst())).atOffset(UTC))
                    .param("message", line.parts().get(1))
                    .update();
    }

    private void create(
            Written tool,
            ToolTale tale,
            Map<String, Object> content,
            String state,
            @Nullable UUID common,
            int base,
            Instant at) {
        tool.content = content;
        tool.version = 1;
        String dla = tale.get("dla", "");
        said(db.sql("""
                insert into tool (id, dla, state, version, title, purpose, steps, domains, licence, body, links, tags, variant_of, base,
                       created_at, changed_at)
                values (:id, :dla, :state, 1, :title, :purpose, :steps, :domains, :licence, :text, cast(:links as jsonb), :tags,
                       :common, :base, :at, :at)"""), content)
                .param("id", tool.id)
                .param("dla", dla)
                .param("state", state)
                .param("common", common)
                .param("base", common == null ? null : base)
                .param("at", at.atOffset(UTC))
                .update();
        for (String author : common == null ? tale.words("auteurs") : List.of(dla))
            db.sql("insert into tool_author (tool, dla) values (:tool, :dla)")
                    .param("tool", tool.id)
                    .param("dla", author)
                    .update();
        version(tool, "CREATED", "", dla, at);
    }

    private void next(Written tool, Map<String, Object> content, String what, String note, String dla, Instant at) {
        tool.content = content;
        tool.version++;
        said(db.sql("""
                update tool
                   set title = :title, purpose = :purpose, steps = :steps, domains = :domains, licence = :licence, body = :text,
                       links = cast(:links as jsonb), tags = :tags, version = version + 1, changed_at = :at
                 where id = :id"""), content)
                .param("id", tool.id)
                .param("at", at.atOffset(UTC))
                .update();
        version(tool, what, note, dla, at);
    }

    private void version(Written tool, String what, String note, String dla, Instant at) {
        db.sql("""
                insert into tool_version (tool, number, at, dla, what, note, content)
                values (:tool, :number, :at, :dla, :what, :note, cast(:content as jsonb))""")
                .param("tool", tool.id)
                .param("number", tool.version)
                .param("at", at.atOffset(UTC))
                .param("dla", dla)
                .param("what", what)
                .param("note", note)
                .param("content", json.writeValueAsString(tool.content))
                .update();
    }

    private JdbcClient.StatementSpec said(JdbcClient.StatementSpec statement, Map<String, Object> content) {
        return statement
                .param("title", content.get("title"))
                .param("purpose", content.get("purpose"))
                .param("steps", words(content, "steps"))
                .param("domains", words(content, "domains"))
                .param("licence", content.get("licence"))
                .param("text", content.get("text"))
                .param("links", json.writeValueAsString(content.get("links")))
                .param("tags", words(content, "tags"));
    }

    private static String[] words(Map<String, Object> content, String key) {
        return ((List<?>) known(content, key)).stream().map(Object::toString).toArray(String[]::new);
    }

    private static Map<String, Object> content(ToolTale tale, String text) {
        var content = new LinkedHashMap<String, Object>();
        content.put("title", tale.get("titre", ""));
        content.put("purpose", tale.get("but", ""));
        content.put("steps", tale.words("etapes"));
        content.put("domains", tale.words("domaines"));
        content.put("licence", tale.get("licence", "NETWORK"));
        content.put("text", text);
        content.put(
                "links",
                tale.lines("lien").stream()
                        .map(l -> Map.of(
                                "url", l.value().substring(0, l.value().indexOf(' ')),
                                "label", l.value().substring(l.value().indexOf(' ') + 1)))
                        .toList());
        content.put("tags", tale.words("etiquettes"));
        return content;
    }

    /** A file on its first day, or a further version of it. */
    private void file(Written tool, ToolTale tale, List<String> said, int cameIn, Instant at) {
        String name = said.get(2);
        StoredFile stored = files.storeOwn(name, made(name, said.get(3), tale));
        readings.ask(stored);
        boolean known = tool.slots.containsKey(name);
        UUID slot = known ? known(tool.slots, name) : slot(tool, name, null, at);
        fileVersion(slot, known ? 2 : 1, stored.id(), cameIn, said.get(1), at);
        tool.stored.put(name, stored.id());
    }

    private UUID slot(Written tool, String name, @Nullable UUID origin, Instant at) {
        UUID slot = UUID.randomUUID();
        db.sql("insert into tool_file (id, tool, origin, added_at) values (:id, :tool, :origin, :at)")
                .param("id", slot)
                .param("tool", tool.id)
                .param("origin", origin)
                .param("at", at.atOffset(UTC))
                .update();
        tool.slots.put(name, slot);
        return slot;
    }

    private void fileVersion(UUID slot, int number, UUID file, int cameIn, String dla, Instant at) {
        db.sql("""
                insert into tool_file_version (slot, number, file, came_in, at, dla)
                values (:slot, :number, :file, :cameIn, :at, :dla)""")
                .param("slot", slot)
                .param("number", number)
                .param("file", file)
                .param("cameIn", cameIn)
                .param("at", at.atOffset(UTC))
                .param("dla", dla)
                .update();
    }

    private static byte[] made(String name, String from, ToolTale tale) {
        String title = tale.get("titre", "");
        String text = tale.texts().getFirst().text();
        return name.endsWith(".ods")
                ? OfficeFiles.ods(title, ToolTale.table(from))
                : name.endsWith(".docx") ? OfficeFiles.docx(title, text) : OfficeFiles.pdf(title, text);
    }

    /** Common, and read again when its year is over: once more with each year that has passed. */
    private void common(Written tool, ToolTale tale, Instant now) {
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        // Otherwise some time in the coming year, not all on one day.
        int days = Integer.parseInt(tale.get(
                "relire", Integer.toString(40 + Math.floorMod(tale.name().hashCode(), 300))));
        LocalDate review = today.plusDays(days);
        db.sql("update tool set state = 'COMMON', review_on = :review where id = :id")
                .param("id", tool.id)
                .param("review", review)
                .update();
    }

    private void takeOut(Written tool, List<String> said, Instant now) {
        Instant at = now.minus(Duration.ofHours(20));
        db.sql("""
                insert into tool_checkout (slot, person, dla, taken_at, until)
                select :slot, p.id, p.dla, :at, :until from person p where p.account = :account""")
                .param("slot", known(tool.slots, said.getFirst()))
                .param("account", said.get(1))
                .param("at", at.atOffset(UTC))
                .param("until", at.plus(Duration.ofDays(3)).atOffset(UTC))
                .update();
    }

    private void notes(Written tool, ToolTale tale, Instant now) {
        for (var line : tale.lines("note")) {
            List<String> note = line.parts();
            db.sql("""
                    insert into tool_note (id, tool, day, text, author, dla)
                    values (:id, :tool, :day, :text, (select id from person where account = :account),
                           (select dla from person where account = :account))""")
                    .param("id", UUID.randomUUID())
                    .param("tool", tool.id)
                    .param(
                            "day",
                            at(now, Integer.parseInt(note.getFirst()))
                                    .atZone(Paris.ZONE)
                                    .toLocalDate())
                    .param("account", note.get(1))
                    .param("text", note.get(2))
                    .update();
        }
    }

    /** What a tale speaks of must have been told before. */
    private static <K, V> V known(Map<K, V> told, K key) {
        return Objects.requireNonNull(told.get(key), () -> "Not told: " + key);
    }

    private static Instant at(Instant now, int days) {
        return now.minus(Duration.ofDays(days)).minus(Duration.ofHours(days % 7));
    }
}
