package org.maillage.agenda;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.DepartmentCode;
import org.springframework.util.MultiValueMap;

/** What was typed into a form of the agenda, as it was typed. */
public record EventForm(Map<String, List<String>> values) {
    /** Rows of a poll's form. */
    public static final int SLOTS = 8;

    private static final int MOST_VALUES = 500;

    static EventForm typed(MultiValueMap<String, String> posted) {
        var values = new LinkedHashMap<String, List<String>>();
        posted.forEach((name, all) -> values.put(
                name, all.stream().limit(MOST_VALUES).map(EventForm::clean).toList()));
        return new EventForm(values);
    }

    /** A new event, with {@code invited} checked. */
    static EventForm blank(Collection<UUID> invited) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("kind", List.of(EventKind.NETWORK_MEETING.name()));
        values.put("time", List.of(Time.TAKE_PART.name()));
        values.put("repeat", List.of(RecurrenceRule.Repeat.ONCE.name()));
        values.put("invited", invited.stream().map(UUID::toString).toList());
        return new EventForm(values);
    }

    static EventForm of(Event event, Collection<UUID> invited) {
        Details details = event.details();
        return blank(invited)
                .with("title", details.title())
                .with("time", details.time().name())
                .with("kind", details.kind().name())
                .with("description", details.description())
                .with("place", details.place())
                .with("videoLink", details.videoLink())
                .with(
                        "departments",
                        details.departments().stream().map(DepartmentCode::code).toArray(String[]::new));
    }

    EventForm with(String name, String... typed) {
        var more = new LinkedHashMap<>(values);
        more.put(name, List.of(typed));
        return new EventForm(more);
    }

    EventForm on(LocalDate day, LocalTime from, LocalTime until) {
        return with("day", day.toString()).with("from", from.toString()).with("until", until.toString());
    }

    public String get(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> chosen(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The {@code row}th of several fields of one name. */
    public String at(String name, int row) {
        List<String> all = values.getOrDefault(name, List.of());
        return row < all.size() ? all.get(row) : "";
    }

    List<UUID> people() {
        var people = new ArrayList<UUID>();
        for (String typed : chosen("invited"))
            if (typed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) people.add(UUID.fromString(typed));
        return people;
    }

    /** Line ends as one character, and no control character, which PostgreSQL or a calendar would refuse. */
    static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
    }
}
