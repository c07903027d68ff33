package org.maillage.agenda;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Refused;

/**
 * How an event comes again: RFC 5545, section 3.3.10. Its dates are computed on local time, without a zone, so that ten
 * o'clock stays ten o'clock when clocks change.
 *
 * @param text the rule without {@code UNTIL} and {@code COUNT}
 * @param count how often it comes at most; 0 when the rule does not say
 * @param until its last day, if the rule says it
 */
record RecurrenceRule(String text, int count, @Nullable LocalDate until) {
    /** Dates of one event; V140 says the same. */
    static final int MOST = 200;

    static final Period LONGEST = Period.ofYears(5);
    private static final TimeZone LOCAL = TimeZone.getTimeZone("UTC"); // stands in for no zone at all
    private static final String DAY = "(MO|TU|WE|TH|FR|SA|SU)";
    /** What each part may say; a library would pass over, or trip on, the rest. */
    private static final Map<String, Pattern> PARTS = Map.ofEntries(
            part("FREQ", "[A-Z]+"),
            part("INTERVAL", "[1-9]\\d{0,2}"),
            part("COUNT", "[1-9]\\d{0,8}"),
            part("UNTIL", "\\d{8}(T\\d{6}Z?)?"),
            part("WKST", DAY),
            part("BYDAY", list("([+-]?([1-9]|[1-4]\\d|5[0-3]))?" + DAY)),
            part("BYMONTHDAY", list("[+-]?([1-9]|[12]\\d|3[01])")),
            part("BYYEARDAY", list("[+-]?([1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])")),
            part("BYWEEKNO", list("[+-]?([1-9]|[1-4]\\d|5[0-3])")),
            part("BYMONTH", list("([1-9]|1[0-2])")),
            part("BYSETPOS", list("[+-]?([1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])")));

    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final String[] DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

    /** The choices that a form offers; everything else is typed as a rule. */
    enum Repeat {
        ONCE,
        WEEKLY,
        FORTNIGHTLY,
        MONTHLY,
        BIMONTHLY,
        QUARTERLY,
        YEARLY,
        RULE
    }

    /** The rule of a choice, for an event that is first on {@code first}: the same weekday, at the same place in the month. */
    static RecurrenceRule of(Repeat repeat, LocalDate first) {
        String text = switch (repeat) {
            case WEEKLY -> "FREQ=WEEKLY";
            case FORTNIGHTLY -> "FREQ=WEEKLY;INTERVAL=2";
            case MONTHLY -> "FREQ=MONTHLY;BYDAY=" + place(first);
            case BIMONTHLY -> "FREQ=MONTHLY;INTERVAL=2;BYDAY=" + place(first);
            case QUARTERLY -> "FREQ=MONTHLY;INTERVAL=3;BYDAY=" + place(first);
            case YEARLY -> "FREQ=YEARLY;BYMONTH=" + first.getMonthValue() + ";BYDAY=" + place(first);
            case ONCE, RULE -> throw new IllegalArgumentException("No rule: " + repeat);
        };
        return new RecurrenceRule(text, 0, null);
    }

    /** {@code 2TU}; the fifth is the last, since not every month has five. */
    private static String place(LocalDate date) {
        int nth = (date.getDayOfMonth() - 1) / 7 + 1;
        return (nth > 4 ? -1 : nth) + day(date.getDayOfWeek());
    }

    private static String day(DayOfWeek day) {
        return DAYS[day.getValue() - 1];
    }

    /**
     * Reads a rule as somebody typed it, with or without {@code RRULE:} before it.
     *
     * @throws Refused on the field {@code rule} when it is none, or comes more often than daily
     */
    static RecurrenceRule typed(String typed) {
        String plain = typed.strip().toUpperCase(Locale.ROOT).replaceFirst("^RRULE:", "");
        if (!plain.matches("[A-Z0-9;=,+-]{1,200}")) throw wrong();
        var kept = new ArrayList<String>();
        int count = 0;
        LocalDate until = null;
        var seen = new HashSet<String>();
        for (String part : plain.split(";", -1)) {
            String[] pair = part.split("=", 2);
            Pattern values = PARTS.get(pair[0]);
            if (pair.length != 2 || values == null || !values.matcher(pair[1]).matches() || !seen.add(pair[0]))
                throw wrong();
            switch (pair[0]) {
                case "COUNT" -> count = Integer.parseInt(pair[1]);
                case "UNTIL" -> until = day(pair[1]);
                case "FREQ" -> {
                    if (!FREQUENCIES.contains(pair[1])) throw new Refused("rule", "agenda.rule.frequency");
                    kept.addFirst(part);
                }
                default -> kept.add(part);
            }
        }
        if (kept.isEmpty() || !kept.getFirst().startsWith("FREQ=")) throw wrong();
        var rule = new RecurrenceRule(String.join(";", kept), count, until);
        rule.parsed();
        return rule;
    }

    private static Map.Entry<String, Pattern> part(String name, String values) {
        return Map.entry(name, Pattern.compile(values));
    }

    private static String list(String value) {
        return value + "(," + value + ")*";
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw wrong();
        }
    }

    private static Refused wrong() {
        return new Refused("rule", "agenda.rule.wrong");
    }

    /**
     * Its dates, the first of which is {@code first}.
     *
     * @param last no date comes after this day; null when the rule itself must say its end
     * @throws Refused when it has no end, none or too many dates, or does not begin with {@code first}
     */
    List<LocalDateTime> dates(LocalDateTime first, @Nullable LocalDate last) {
        LocalDate end = end(first.toLocalDate(), last);
        var dates = new ArrayList<LocalDateTime>();
        try {
            var all = parsed().getDateIterator(new ICalDate(Date.from(first.toInstant(ZoneOffset.UTC)), true), LOCAL);
            while (all.hasNext()) {
                var next = LocalDateTime.ofInstant(all.next().toInstant(), ZoneOffset.UTC);
                if (next.toLocalDate().isAfter(end) || count > 0 && dates.size() == count) break;
                if (dates.size() == MOST) throw new Refused(field(), "agenda.rule.many", MOST);
                dates.add(next);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw wrong(); // values that are grammatical and mean nothing, such as BYMONTH=13
        }
        if (dates.isEmpty()) throw new Refused(field(), "agenda.rule.none");
        if (!dates.getFirst().equals(first)) throw new Refused("day", "agenda.rule.first");
        return dates;
    }

    private LocalDate end(LocalDate first, @Nullable LocalDate last) {
        LocalDate limit = first.plus(LONGEST);
        LocalDate end = until == null ? last : last == null || until.isBefore(last) ? until : last;
        if (end == null && count == 0) throw new Refused("repeatUntil", "agenda.rule.endless");
        if (end == null) return limit;
        if (end.isAfter(limit)) throw new Refused("repeatUntil", "agenda.rule.long", LONGEST.getYears());
        return end;
    }

    /** Where a fault of the dates is shown: beside what was typed. */
    private String field() {
        return count > 0 || until != null ? "rule" : "repeatUntil";
    }

    /** As the library reads it. */
    Recurrence parsed() {
        var context = new ParseContext();
        context.setVersion(ICalVersion.V2_0);
        try {
            var rule = new RecurrenceRuleScribe()
                    .parseText(text, ICalDataType.RECUR, new ICalParameters(), context)
                    .getValue();
            // What the library does not understand it passes over; a rule without a part of it means something else.
            if (rule == null
                    || !context.getWarnings().isEmpty()
                    || !rule.getXRules().isEmpty()) throw wrong();
            return rule;
        } catch (CannotParseException | IllegalArgumentException e) {
            throw wrong();
        }
    }
}
