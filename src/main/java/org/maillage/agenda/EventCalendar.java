package org.maillage.agenda;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.ExceptionDates;
import biweekly.property.Organizer;
import biweekly.property.RecurrenceId;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.Paris;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/**
 * Events as calendars read them (RFC 5545), and as invitations (RFC 5546). An event keeps its identifier for ever and its
 * sequence grows with each change; a date that was moved refers to the one that its rule gave; a cancelled one is an
 * exception. What is confidential stays on the platform: its page is one link away.
 */
@Component
class EventCalendar {
    private static final TimeZone ZONE = TimeZone.getTimeZone(Paris.ZONE);
    private final PublicAddress address;

    EventCalendar(PublicAddress address) {
        this.address = address;
    }

    /** An event with every date that it has. */
    record Series(Event event, List<Occurrence> dates) {
        Series {
            dates = dates.stream()
                    .sorted(Comparator.comparing(Occurrence::slot))
                    .toList();
        }

        boolean allCancelled() {
            return dates.stream().allMatch(Occurrence::cancelled);
        }
    }

    /**
     * Whom an invitation is for.
     *
     * @param organizer address that answers go to
     * @param answers whether answers sent there are read
     */
    record Addressee(Guest guest, String organizer, boolean answers) {}

    /** A member's calendar. It names nobody. */
    String feed(List<Meeting> meetings, Texts t) {
        var calendar = calendar(null);
        calendar.setExperimentalProperty("X-WR-CALNAME", t.localize("agenda.ics.name"));
        meetings.stream()
                .collect(Collectors.groupingBy(Meeting::event, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((event, dates) -> {
                    var series =
                            new Series(event, dates.stream().map(Meeting::date).toList());
                    boolean invited = dates.getFirst().invited();
                    components(series, t).forEach(component -> {
                        component.setTransparency(!invited);
                        calendar.addEvent(component);
                    });
                });
        return Biweekly.write(calendar).go();
    }

    /** Asks to come, or tells what changed: the whole event, with all its dates. */
    String request(Series series, Addressee to, Texts t) {
        var calendar = calendar("REQUEST");
        for (VEvent component : components(series, t)) {
            name(component, to, t);
            String link = series.event().details().videoLink();
            if (!link.isEmpty()) {
                component.setDescription(t.localize("agenda.ics.video", link) + "\n"
                        + component.getDescription().getValue());
            }
            calendar.addEvent(component);
        }
        return Biweekly.write(calendar).go();
    }

    /** Takes the event off a calendar, or one date of it. */
    String cancellation(Series series, @Nullable Occurrence date, Addressee to, Texts t) {
        var calendar = calendar("CANCEL");
        Occurrence first = date == null ? series.dates().getFirst() : date;
        var component = component(
                series.event(),
                date == null
                        ? new Slot(first.slot(), first.slot().plus(first.when().length()))
                        : first.when(),
                first,
                t);
        if (date != null) component.setRecurrenceId(new RecurrenceId(at(first.slot())));
        component.setStatus(Status.cancelled());
        name(component, to, t);
        calendar.addEvent(component);
        return Biweekly.write(calendar).go();
    }

    private List<VEvent> components(Series series, Texts t) {
        var components = new java.util.ArrayList<VEvent>();
        Occurrence first = series.dates().getFirst();
        if (!series.event().comesAgain()) {
            var only = component(series.event(), first.when(), first, t);
            only.setStatus(first.cancelled() ? Status.cancelled() : Status.confirmed());
            return List.of(only);
        }
        // The master stands where the rule began, whatever became of that date since.
        Slot like = series.dates().stream()
                .filter(d -> !d.cancelled() && d.slot().equals(d.when().starts()))
                .map(Occurrence::when)
                .findFirst()
                .orElse(first.when());
        Slot begin = like.from(first.slot());
        var master = component(series.event(), begin, null, t);
        master.setStatus(series.allCancelled() ? Status.cancelled() : Status.confirmed());
        Occurrence last = series.dates().getLast();
        var rule = new RecurrenceRule(series.event().rule(), 0, null).parsed();
        master.setRecurrenceRule(new Recurrence.Builder(rule)
                // The standard's default, which not every reader keeps.
                .workweekStarts(rule.getWorkweekStarts() == null ? DayOfWeek.MONDAY : rule.getWorkweekStarts())
                .until(new ICalDate(at(last.slot()), true))
                .build());
        var exceptions = new ExceptionDates();
        series.dates().stream()
                .filter(Occurrence::cancelled)
                .forEach(d -> exceptions.getValues().add(new ICalDate(at(d.slot()), true)));
        if (!exceptions.getValues().isEmpty()) master.addExceptionDates(exceptions);
        components.add(master);
        Duration exact = exact(begin);
        for (Occurrence date : series.dates()) {
            boolean asRuled = date.when().starts().equals(date.slot())
                    && exact(date.when()).equals(exact)
                    && date.place().isEmpty();
            if (date.cancelled() || asRuled) continue;
            var moved = component(series.event(), date.when(), date, t);
            moved.setRecurrenceId(new RecurrenceId(at(date.slot())));
            moved.setStatus(Status.confirmed());
            components.add(moved);
        }
        return components;
    }

    /** What calendars hold a repeated event to: its length in real time, an hour off when clocks change meanwhile. */
    private static Duration exact(Slot slot) {
        return Duration.between(slot.startsAt(), slot.endsAt());
    }

    private VEvent component(Event event, Slot when, @Nullable Occurrence date, Texts t) {
        Details details = event.details();
        var component = new VEvent();
        component.setUid(event.id() + "@" + address.publicUrl().getHost());
        component.setSequence(event.sequence());
        component.setDateTimeStamp(Date.from(event.updatedAt()));
        component.setLastModified(Date.from(event.updatedAt()));
        component.setDateStart(Date.from(when.startsAt()));
        component.setDateEnd(Date.from(when.endsAt()));
        component.setSummary(title(details, t));
        String place = date == null || date.place().isEmpty() ? details.place() : date.place();
        if (!place.isEmpty()) component.setLocation(place);
        else if (!details.videoLink().isEmpty()) component.setLocation(t.localize("agenda.video"));
        String page = address.of("/espace/agenda/evenements/" + event.id());
        component.setDescription(t.localize("agenda.ics.page", page));
        component.setUrl(page);
        return component;
    }

    /** What may be said of an event outside the platform. */
    static String title(Details details, Texts t) {
        return details.kind().confidential() ? t.name(details.kind()) : details.title();
    }

    private static void name(VEvent component, Addressee to, Texts t) {
        component.setOrganizer(new Organizer(t.localize("agenda.ics.name"), to.organizer()));
        var attendee =
                new Attendee(parameter(to.guest().name()), to.guest().email().text());
        attendee.setParticipationLevel(ParticipationLevel.REQUIRED);
        Answer answer = to.guest().answer();
        attendee.setParticipationStatus(
                answer == null
                        ? ParticipationStatus.NEEDS_ACTION
                        : switch (answer) {
                            case YES -> ParticipationStatus.ACCEPTED;
                            case MAYBE -> ParticipationStatus.TENTATIVE;
                            case NO -> ParticipationStatus.DECLINED;
                        });
        attendee.setRsvp(to.answers());
        component.addAttendee(attendee);
    }

    /** A parameter's value may hold neither a straight quote nor a control character (RFC 5545, section 3.2). */
    private static String parameter(String name) {
        return name.replace('"', '\u2019').replaceAll("\\p{Cntrl}", " ");
    }

    private static Date at(LocalDateTime local) {
        return Date.from(Slot.instant(local));
    }

    private static ICalendar calendar(@Nullable String method) {
        var calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId("-//Maillage//agenda//FR");
        if (method != null) calendar.setMethod(method);
        calendar.getTimezoneInfo().setDefaultTimezone(new TimezoneAssignment(ZONE, paris()));
        return calendar;
    }

    /** Paris by the rules of directive 2000/84/EC: clocks change on the last Sundays of March and of October. */
    private static VTimezone paris() {
        var zone = new VTimezone("Europe/Paris");
        var winter = new StandardTime();
        observance(winter, 10, 3, 2, 1, "CET");
        zone.addStandardTime(winter);
        var summer = new DaylightSavingsTime();
        observance(summer, 3, 2, 1, 2, "CEST");
        zone.addDaylightSavingsTime(summer);
        return zone;
    }

    private static void observance(Observance observance, int month, int hour, int from, int to, String name) {
        int day = month == 3 ? 31 : 27; // the last Sundays of 1996, when the present rules were complete
        observance.setDateStart(new DateTimeComponents(1996, month, day, hour, 0, 0, false));
        observance.setTimezoneOffsetFrom(new UtcOffset(true, from, 0));
        observance.setTimezoneOffsetTo(new UtcOffset(true, to, 0));
        observance.addTimezoneName(name);
        observance.setRecurrenceRule(new Recurrence.Builder(Frequency.YEARLY)
                .byMonth(month)
                .byDay(-1, DayOfWeek.SUNDAY)
                .build());
    }
}
