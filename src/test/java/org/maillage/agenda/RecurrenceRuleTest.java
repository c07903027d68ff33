package org.maillage.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.fortuna.ical4j.model.Recur;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.maillage.agenda.RecurrenceRule.Repeat;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;

/** How events come again, against another hand's expansion of the same rules and against the calendar on the wall. */
class RecurrenceRuleTest {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 9, 8, 10, 0); // a second Tuesday

    /** @param text a rule; the first date that it gives from {@code from} on is its first */
    record Story(String text, LocalDateTime from, int count) {}

    @Property(tries = 300)
    void dates_are_those_that_another_library_gives(@ForAll("stories") Story story) {
        // RFC 5545: a week begins on Monday unless the rule says otherwise; the reference must be told.
        var reference = new Recur<LocalDateTime>(story.text() + ";WKST=MO;COUNT=" + story.count());
        LocalDateTime first = new Recur<LocalDateTime>(story.text() + ";WKST=MO")
                .getNextDate(story.from(), story.from().minusSeconds(1));
        List<LocalDateTime> expected = reference.getDates(first, first, first.plusYears(30)).stream()
                .filter(d -> !d.toLocalDate().isAfter(first.toLocalDate().plusYears(5)))
                .toList();

        var dates =
                RecurrenceRule.typed(story.text() + ";COUNT=" + story.count()).dates(first, null);

        assertThat(dates).isEqualTo(expected);
    }

    @Property(tries = 200)
    void ten_o_clock_stays_ten_o_clock_whatever_clocks_do(
            @ForAll("repeats") Repeat repeat, @ForAll("days") LocalDate day, @ForAll("hours") LocalTime hour) {
        var dates = RecurrenceRule.of(repeat, day).dates(day.atTime(hour), day.plusYears(2));
        assertThat(dates).isNotEmpty().allSatisfy(date -> {
            assertThat(date.toLocalTime()).isEqualTo(hour);
            assertThat(date.getDayOfWeek()).isEqualTo(day.getDayOfWeek());
            // The instant is the one that a clock in Paris shows, unless that hour is skipped on that night.
            var shown = LocalDateTime.ofInstant(Slot.instant(date), ZoneId.of("Europe/Paris"));
            if (skipped(date)) assertThat(shown).isEqualTo(date.plusHours(1));
            else assertThat(shown).isEqualTo(date);
        });
    }

    private static boolean skipped(LocalDateTime date) {
        return date.getMonthValue() == 3
                && date.getDayOfMonth() > 24
                && date.getDayOfWeek() == DayOfWeek.SUNDAY
                && date.getHour() == 2;
    }

    @Example
    void two_dates_a_week_apart_over_a_change_of_clocks_are_an_hour_more_or_less_apart() {
        var dates = RecurrenceRule.of(Repeat.WEEKLY, LocalDate.of(2026, 10, 20))
                .dates(LocalDateTime.of(2026, 10, 20, 10, 0), LocalDate.of(2026, 10, 27));
        assertThat(Duration.between(Slot.instant(dates.get(0)), Slot.instant(dates.get(1))))
                .isEqualTo(Duration.ofHours(7 * 24 + 1));
    }

    @Example
    void the_choices_of_the_form_keep_the_weekday_and_its_place_in_the_month() {
        assertThat(RecurrenceRule.of(Repeat.BIMONTHLY, FIRST.toLocalDate()).dates(FIRST, LocalDate.of(2027, 1, 31)))
                .containsExactly(FIRST, LocalDateTime.of(2026, 11, 10, 10, 0), LocalDateTime.of(2027, 1, 12, 10, 0));
        var fifth = LocalDateTime.of(2026, 9, 29, 10, 0);
        assertThat(RecurrenceRule.of(Repeat.MONTHLY, fifth.toLocalDate()).dates(fifth, LocalDate.of(2026, 11, 30)))
                .as("a fifth Tuesday is the last")
                .containsExactly(fifth, LocalDateTime.of(2026, 10, 27, 10, 0), LocalDateTime.of(2026, 11, 24, 10, 0));
    }

    @Example
    void ten_thousand_dates_are_refused_with_a_clear_sentence() {
        refused("rule", "agenda.rule.many", () -> dates("FREQ=DAILY;COUNT=10000", null));
        refused("repeatUntil", "agenda.rule.many", () -> dates("FREQ=DAILY", LocalDate.of(2028, 1, 1)));
        refused("repeatUntil", "agenda.rule.long", () -> dates("FREQ=YEARLY", LocalDate.of(2050, 1, 1)));
        assertThat(dates("FREQ=DAILY;COUNT=200", null)).hasSize(RecurrenceRule.MOST);
    }

    @Example
    void what_has_no_end_no_date_or_another_beginning_is_refused() {
        refused("repeatUntil", "agenda.rule.endless", () -> dates("FREQ=WEEKLY", null));
        refused("day", "agenda.rule.first", () -> dates("FREQ=WEEKLY;BYDAY=MO;COUNT=3", null));
        refused("rule", "agenda.rule.none", () -> dates("FREQ=WEEKLY;UNTIL=20260101", null));
    }

    @Example
    void nonsense_is_refused_and_harms_nothing() {
        for (String nonsense : List.of(
                "",
                "tous les mardis",
                "FREQ",
                "FREQ=",
                "INTERVAL=2",
                "FREQ=WEEKLY;FREQ=DAILY",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;INTERVAL=0",
                "FREQ=MONTHLY;BYMONTH=13",
                "FREQ=MONTHLY;BYMONTHDAY=99",
                "FREQ=WEEKLY;COUNT=-1",
                "FREQ=WEEKLY;UNTIL=99999999",
                "FREQ=WEEKLY\r\nATTENDEE:mailto:x@example.org",
                "FREQ=WEEKLY;X-NAME=1",
                "A".repeat(5_000)))
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> dates(nonsense + (nonsense.contains("COUNT") ? "" : ";COUNT=3"), null)))
                    .as(nonsense)
                    .isInstanceOf(Refused.class);
        for (String often : List.of("FREQ=SECONDLY;COUNT=3", "FREQ=MINUTELY;COUNT=3", "FREQ=HOURLY;COUNT=3"))
            refused("rule", "agenda.rule.frequency", () -> dates(often, null));
    }

    @org.junit.jupiter.api.Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_rule_that_never_comes_ends() {
        for (String never : List.of(
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=3",
                "FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=3",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=60;COUNT=3",
                "FREQ=WEEKLY;BYDAY=TU;INTERVAL=999999999;COUNT=3"))
            try {
                assertThat(dates(never, null)).containsExactly(FIRST);
            } catch (Refused refused) {
                assertThat(refused.violations()).isNotEmpty();
            }
    }

    private static List<LocalDateTime> dates(String rule, @org.jspecify.annotations.Nullable LocalDate until) {
        return RecurrenceRule.typed(rule).dates(FIRST, until);
    }

    private static void refused(String field, String message, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.violations())
                                .extracting(Violation::field, Violation::message)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, message)));
    }

    @Provide
    Arbitrary<Story> stories() {
        var days = Arbitraries.of("MO", "TU", "WE", "TH", "FR", "SA", "SU")
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(set -> String.join(",", set));
        var interval = Arbitraries.integers().between(1, 4).map(i -> i == 1 ? "" : ";INTERVAL=" + i);
        var nth = Arbitraries.of("1MO", "2TU", "3WE", "4TH", "-1FR", "-1TU", "2SA");
        var weekly = Combinators.combine(interval, days).as((i, d) -> "FREQ=WEEKLY" + i + ";BYDAY=" + d);
        var monthly = Combinators.combine(interval, nth).as((i, n) -> "FREQ=MONTHLY" + i + ";BYDAY=" + n);
        var byDay = Combinators.combine(interval, Arbitraries.integers().between(1, 28))
                .as((i, d) -> "FREQ=MONTHLY" + i + ";BYMONTHDAY=" + d);
        var daily = interval.map(i -> "FREQ=DAILY" + i);
        var yearly = Combinators.combine(Arbitraries.integers().between(1, 12), nth)
                .as((m, n) -> "FREQ=YEARLY;BYMONTH=" + m + ";BYDAY=" + n);
        return Combinators.combine(
                        Arbitraries.oneOf(weekly, monthly, byDay, daily, yearly),
                        days(),
                        hours(),
                        Arbitraries.integers().between(1, 40))
                .as((rule, day, hour, count) -> new Story(rule, day.atTime(hour), count));
    }

    @Provide
    Arbitrary<Repeat> repeats() {
        return Arbitraries.of(Repeat.values()).filter(r -> r != Repeat.ONCE && r != Repeat.RULE);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 1500).map(LocalDate.of(2025, 1, 1)::plusDays);
    }

    @Provide
    Arbitrary<LocalTime> hours() {
        return Arbitraries.integers().between(0, 95).map(q -> LocalTime.MIDNIGHT.plusMinutes(15L * q));
    }
}
