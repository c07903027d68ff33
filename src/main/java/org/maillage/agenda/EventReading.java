package org.maillage.agenda;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violations;
import org.maillage.network.Person;

/** Reads a form; what is wrong is gathered, so that a person learns everything at once. */
final class EventReading {
    private final EventForm form;
    private final LocalDateTime now;
    private final Violations violations = new Violations();

    /** @param now on the clocks of Paris: nothing is called in the past */
    EventReading(EventForm form, LocalDateTime now) {
        this.form = form;
        this.now = now;
    }

    /** @throws Refused with everything that was found wrong so far */
    void done() {
        violations.throwIfAny();
    }

    /** @param kind what the event is already; null for a new one, whose kind the form says */
    Details details(@Nullable EventKind kind, Set<DepartmentCode> known) {
        String link = line("videoLink");
        violations
                .require(!line("title").isBlank(), "title", "agenda.title.missing")
                .require(line("title").length() <= Details.MOST_TITLE, "title", "agenda.long", Details.MOST_TITLE)
                .require(
                        form.get("description").length() <= Details.MOST_DESCRIPTION,
                        "description",
                        "agenda.long",
                        Details.MOST_DESCRIPTION)
                .require(line("place").length() <= Details.MOST_PLACE, "place", "agenda.long", Details.MOST_PLACE)
                .require(
                        link.isEmpty() || link.matches("https://[^\\s<>\"]+") && link.length() <= Details.MOST_LINK,
                        "videoLink",
                        "agenda.videoLink.wrong");
        return new Details(
                line("title"),
                constant("time", Time.class, Time.TAKE_PART),
                kind != null ? kind : constant("kind", EventKind.class, EventKind.NETWORK_MEETING),
                form.get("description"),
                line("place"),
                link,
                known.stream()
                        .filter(d -> form.chosen("departments").contains(d.code()))
                        .sorted()
                        .toList());
    }

    private String line(String name) {
        return form.get(name).replaceAll("\\s+", " ");
    }

    private <E extends Enum<E>> E constant(String name, Class<E> type, E otherwise) {
        for (E constant : type.getEnumConstants()) if (constant.name().equals(form.get(name))) return constant;
        violations.require(false, name, "agenda.choose");
        return otherwise;
    }

    /** Those of {@code people} that are checked; whom the kind does not allow is refused by name. */
    Set<UUID> invited(EventKind kind, Collection<Person> people) {
        Map<UUID, Person> known = people.stream().collect(Collectors.toMap(Person::id, Function.identity()));
        var invited = new LinkedHashSet<UUID>();
        var wrong = new TreeSet<String>();
        for (UUID id : form.people()) {
            Person person = known.get(id);
            if (person == null) continue; // has left since the page was made
            if (kind.invites(person.role())) invited.add(id);
            else wrong.add(person.name());
        }
        violations.require(wrong.isEmpty(), "invited", "agenda.invited.role", String.join(", ", wrong));
        return invited;
    }

    /** The date of the form; null when it was refused. */
    @Nullable
    Slot slot() {
        return slot("day", form.get("day"), form.get("from"), form.get("until"), form.get("lastDay"));
    }

    private @Nullable Slot slot(String field, String day, String from, String until, String lastDay) {
        LocalDate first = date(day);
        LocalDate last = lastDay.isEmpty() ? first : date(lastDay);
        LocalTime starts = time(from);
        LocalTime ends = time(until);
        violations
                .require(first != null, field, "agenda.day.wrong")
                .require(last != null || first == null, "lastDay", "agenda.day.wrong")
                .require(starts != null, field.equals("day") ? "from" : field, "agenda.hour.from")
                .require(ends != null, field.equals("day") ? "until" : field, "agenda.hour.until");
        if (first == null || last == null || starts == null || ends == null) return null;
        LocalDateTime start = first.atTime(starts);
        LocalDateTime end = last.atTime(ends);
        boolean ordered = end.isAfter(start);
        boolean brief = !end.isAfter(start.plus(Slot.LONGEST));
        violations
                .require(ordered, field.equals("day") ? "until" : field, "agenda.ends.before")
                .require(brief, "lastDay", "agenda.ends.late", Slot.LONGEST.toDays())
                .require(!ordered || end.isAfter(now), field, "agenda.past")
                .require(first.isBefore(now.toLocalDate().plusYears(5)), field, "agenda.far");
        return ordered && brief ? new Slot(start, end) : null;
    }

    /** The slots of a poll: rows without a day are left out. */
    List<Slot> slots() {
        var slots = new ArrayList<Slot>();
        for (int row = 0; row < Math.min(form.chosen("slotDay").size(), 20); row++) {
            if (form.at("slotDay", row).isEmpty()) continue;
            Slot slot = slot("slots", form.at("slotDay", row), form.at("slotFrom", row), form.at("slotUntil", row), "");
            if (slot != null) slots.add(slot);
        }
        var distinct = slots.stream().distinct().toList();
        violations.require(distinct.size() > 1 || !violations.isEmpty(), "slots", "agenda.slots.few");
        return distinct;
    }

    /** How it comes again; null for an event that comes once, or when the rule was refused. */
    @Nullable
    RecurrenceRule rule(@Nullable Slot first) {
        var repeat = constant("repeat", RecurrenceRule.Repeat.class, RecurrenceRule.Repeat.ONCE);
        if (repeat == RecurrenceRule.Repeat.ONCE || first == null) return null;
        try {
            return repeat == RecurrenceRule.Repeat.RULE
                    ? RecurrenceRule.typed(form.get("rule"))
                    : RecurrenceRule.of(repeat, first.starts().toLocalDate());
        } catch (Refused e) {
            refused(e);
            return null;
        }
    }

    /** All dates of {@code rule}, or {@code first} alone. */
    List<LocalDateTime> dates(@Nullable RecurrenceRule rule, @Nullable Slot first) {
        if (first == null) return List.of();
        if (rule == null) return List.of(first.starts());
        LocalDate last = form.get("repeatUntil").isEmpty() ? null : date(form.get("repeatUntil"));
        violations.require(last != null || form.get("repeatUntil").isEmpty(), "repeatUntil", "agenda.day.wrong");
        try {
            return rule.dates(first.starts(), last);
        } catch (Refused e) {
            refused(e);
            return List.of();
        }
    }

    private void refused(Refused refused) {
        refused.violations()
                .forEach(v -> violations.require(
                        false, v.field(), v.message(), v.arguments().toArray()));
    }

    static @Nullable LocalDate date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed);
            return date.getYear() >= 2000 && date.getYear() < 2100 ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code 14:30}; seconds are nobody's. */
    static @Nullable LocalTime time(String typed) {
        try {
            return Objects.requireNonNull(LocalTime.parse(typed)).withSecond(0).withNano(0);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
