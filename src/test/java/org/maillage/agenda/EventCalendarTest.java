package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.maillage.agenda.EventCalendar.Addressee;
import org.maillage.agenda.EventCalendar.Series;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Role;
import org.maillage.platform.PublicAddress;
import org.maillage.web.Texts;

/** What is written is read back by another hand's parser: the same dates, whatever was moved and cancelled. */
class EventCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final EventCalendar calendar =
            new EventCalendar(new PublicAddress(java.net.URI.create("https://reseau.example.org")));
    private final Texts t = FrenchTexts.all();

    /** @param changes for each date: 0 stays, 1 is cancelled, 2 moves by a day and an hour, 3 is elsewhere, 4 lasts longer */
    record Story(RecurrenceRule.Repeat repeat, LocalDate day, LocalTime hour, int times, List<Integer> changes) {
        Series series(EventKind kind, String title) {
            LocalDateTime first = day.atTime(hour);
            var starts = RecurrenceRule.of(repeat, day).dates(first, day.plusYears(2)).stream()
                    .limit(times)
                    .toList();
            var event = new Event(
                    UUID.randomUUID(),
                    new Details(
                            title,
                            Time.BUILD,
                            kind,
                            "Texte réservé",
                            "Troyes",
                            "https://visio.example.org/s",
                            List.of()),
                    null,
                    null,
                    RecurrenceRule.of(repeat, day).text(),
                    EventState.PLANNED,
                    3,
                    5,
                    Instant.parse("2026-11-24T10:00:00Z"));
            var dates = new ArrayList<Occurrence>();
            for (int i = 0; i < starts.size(); i++) {
                LocalDateTime slot = starts.get(i);
                int change = i < changes.size() ? changes.get(i) : 0;
                LocalDateTime begin = change == 2 ? slot.plusDays(1).plusHours(1) : slot;
                dates.add(new Occurrence(
                        UUID.randomUUID(),
                        event.id(),
                        slot,
                        new Slot(begin, begin.plusHours(change == 4 ? 3 : 2)),
                        change == 1,
                        change == 3 ? "Reims" : "",
                        false));
            }
            return new Series(event, dates);
        }
    }

    @BeforeTry
    void ical4jAsksNobody() {
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
        System.setProperty("net.fortuna.ical4j.timezone.cache.impl", "net.fortuna.ical4j.util.MapTimeZoneCache");
    }

    @net.jqwik.api.Property(tries = 150)
    void a_calendar_shows_the_dates_that_we_show(@ForAll("stories") Story story) throws Exception {
        Series series = story.series(EventKind.NETWORK_MEETING, "Réunion; du réseau, suite");
        Calendar read = read(calendar.feed(meetings(series), t));
        assertThat(read.validate().hasErrors()).as("%s", read.validate()).isFalse();

        var shown = new TreeSet<String>();
        for (var period : expand(read))
            shown.add(OffsetDateTime.from(period.getStart()) + "/" + OffsetDateTime.from(period.getEnd()));

        var expected = new TreeSet<String>();
        for (Occurrence date : series.dates())
            if (!date.cancelled())
                expected.add(zoned(date.when().starts()).toOffsetDateTime() + "/"
                        + zoned(date.when().ends()).toOffsetDateTime());
        assertThat(shown).isEqualTo(expected);
    }

    @net.jqwik.api.Property(tries = 60)
    void a_moved_or_cancelled_date_keeps_its_identity(@ForAll("stories") Story story) throws Exception {
        Series series = story.series(EventKind.NETWORK_MEETING, "Réunion");
        Calendar read = read(calendar.request(series, addressee(), t));
        for (VEvent event : read.<VEvent>getComponents(Component.VEVENT)) {
            assertThat(event.getUid().orElseThrow().getValue())
                    .isEqualTo(series.event().id() + "@reseau.example.org");
            assertThat(event.getSequence().getSequenceNo()).isEqualTo(3);
            assertThat(value(event, Property.ORGANIZER)).isEqualTo("mailto:agenda+x@example.org");
            assertThat(value(event, Property.ATTENDEE)).isEqualTo("mailto:zoe@example.org");
        }
        for (Occurrence date : series.dates()) {
            Calendar cancelled = read(calendar.cancellation(series, date, addressee(), t));
            var event = (VEvent) cancelled.getComponents(Component.VEVENT).getFirst();
            assertThat(value(event, Property.STATUS)).isEqualTo("CANCELLED");
            var id = Objects.requireNonNull(event.getRecurrenceId());
            assertThat(Instant.from((Temporal) id.getDate())).isEqualTo(Slot.instant(date.slot()));
        }
    }

    @net.jqwik.api.Example
    void nothing_confidential_is_written_and_hostile_titles_stay_titles() throws Exception {
        var story =
                new Story(RecurrenceRule.Repeat.WEEKLY, LocalDate.of(2026, 10, 20), LocalTime.of(10, 0), 3, List.of());
        String exchange = calendar.feed(meetings(story.series(EventKind.PEER_EXCHANGE, "Le cas de Madame X")), t)
                + calendar.request(story.series(EventKind.PEER_EXCHANGE, "Le cas de Madame X"), addressee(), t);
        assertThat(exchange.replace("\r\n ", ""))
                .doesNotContain("Madame X", "Texte réservé")
                .contains("Échange entre pairs");
        String feed = calendar.feed(meetings(story.series(EventKind.NETWORK_MEETING, "R")), t);
        assertThat(feed.replace("\r\n ", "")).doesNotContain("visio.example.org", "ATTENDEE", "ORGANIZER");
        String hostile = "Fin\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT;,\\ {{link}} \u202E";
        Calendar read = read(calendar.feed(meetings(story.series(EventKind.NETWORK_MEETING, hostile)), t));
        assertThat(read.getComponents(Component.VEVENT)).hasSize(1);
        assertThat(read.getComponents(Component.VEVENT).getFirst().getProperties(Property.ATTENDEE))
                .isEmpty();
    }

    @net.jqwik.api.Example
    void the_zone_is_in_the_calendar_and_is_that_of_paris() throws Exception {
        var story = new Story(
                RecurrenceRule.Repeat.MONTHLY, LocalDate.of(2026, 10, 20), LocalTime.of(10, 0), 12, List.of());
        String written = calendar.feed(meetings(story.series(EventKind.TRAINING, "F")), t);
        assertThat(written)
                .contains("TZID:Europe/Paris", "DTSTART;TZID=Europe/Paris:20261020T100000")
                .containsPattern("RRULE:FREQ=MONTHLY;.*UNTIL=\\d{8}T\\d{6}Z");
        var zone = (VTimeZone) read(written).getComponents(Component.VTIMEZONE).getFirst();
        var ours = new net.fortuna.ical4j.model.TimeZone(zone);
        for (int day = 0; day < 1_500; day++) {
            Instant noon = Instant.parse("2025-01-01T12:00:00Z").plusSeconds(86_400L * day);
            assertThat(ours.getOffset(noon.toEpochMilli()) / 1000)
                    .as("%s", noon)
                    .isEqualTo(PARIS.getRules().getOffset(noon).getTotalSeconds());
        }
    }

    private static List<Meeting> meetings(Series series) {
        return series.dates().stream()
                .map(d -> new Meeting(series.event(), d, true, null))
                .toList();
    }

    private static Addressee addressee() {
        var guest = new Guest(
                UUID.randomUUID(),
                "Zoé \"Essai\"; X",
                EmailAddress.of("zoe@example.org"),
                Role.PARTNER,
                null,
                UUID.randomUUID(),
                null);
        return new Addressee(guest, "agenda+x@example.org", true);
    }

    private static String value(Component component, String property) {
        return component.getProperty(property).orElseThrow().getValue();
    }

    static Calendar read(String written) throws Exception {
        return new CalendarBuilder().build(new StringReader(written));
    }

    /** Every date of a calendar as its reader would show it, exceptions and moved ones counted. */
    private static List<Period<ZonedDateTime>> expand(Calendar read) {
        List<VEvent> events = read.getComponents(Component.VEVENT);
        var all = new ArrayList<Period<ZonedDateTime>>();
        var window = new Period<>(
                ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, PARIS), ZonedDateTime.of(2040, 1, 1, 0, 0, 0, 0, PARIS));
        var moved = new TreeSet<Instant>();
        for (VEvent event : events)
            if (event.getRecurrenceId() != null)
                moved.add(Instant.from((Temporal) event.getRecurrenceId().getDate()));
        for (VEvent event : events)
            for (Period<ZonedDateTime> period : event.<ZonedDateTime>calculateRecurrenceSet(window)) {
                boolean master = event.getRecurrenceId() == null;
                if (!master || !moved.contains(Instant.from(period.getStart()))) all.add(period);
            }
        return all;
    }

    private static ZonedDateTime zoned(LocalDateTime local) {
        return Slot.instant(local).atZone(PARIS);
    }

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(
                        Arbitraries.of(
                                RecurrenceRule.Repeat.WEEKLY,
                                RecurrenceRule.Repeat.FORTNIGHTLY,
                                RecurrenceRule.Repeat.MONTHLY,
                                RecurrenceRule.Repeat.BIMONTHLY),
                        Arbitraries.integers().between(0, 900).map(LocalDate.of(2026, 1, 1)::plusDays),
                        // By day: calendars differ on the hours that are skipped or doubled at night.
                        Arbitraries.integers().between(6 * 4, 20 * 4).map(q -> LocalTime.MIDNIGHT.plusMinutes(15L * q)),
                        Arbitraries.integers().between(2, 30),
                        Arbitraries.integers().between(0, 4).list().ofMaxSize(30))
                .as(Story::new);
    }
}
