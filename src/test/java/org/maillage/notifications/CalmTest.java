package org.maillage.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Refused;
import org.maillage.platform.Paris;

/** Rest is kept, on the clocks of Paris, whatever the settings and the time of the year. */
class CalmTest {
    private static final Holidays HOLIDAYS = new Holidays();
    private static final DepartmentCode MARNE = new DepartmentCode("51");

    @Property(tries = 2000)
    void nothing_leaves_in_quiet_time(
            @ForAll("settings") NotificationSettings settings, @ForAll("instants") Instant at) {
        Calm calm = calm(settings);
        Instant awake = calm.awake(at);
        assertThat(awake).isAfterOrEqualTo(at);
        rested(settings, awake);
        if (!calm.quiet(at)) assertThat(awake).isEqualTo(at);
        else assertThat(calm.quiet(awake.minusSeconds(1))).isTrue(); // at its very end, not later
        assertThat(Duration.between(at, awake)).isLessThan(Duration.ofDays(7));
    }

    @Property(tries = 2000)
    void the_digest_comes_at_its_hour_on_the_first_day_that_is_free_for_it(
            @ForAll("settings") NotificationSettings settings, @ForAll("instants") Instant at) {
        Calm calm = calm(settings);
        Instant digest = calm.digest(at);
        assertThat(digest).isAfter(at);
        rested(settings, digest);
        ZonedDateTime there = digest.atZone(Paris.ZONE);
        boolean leftOut = settings.digestAt() == 2 && there.getMonthValue() == 3; // the hour that spring skips
        if (!leftOut) assertThat(there.toLocalTime()).isEqualTo(LocalTime.of(settings.digestAt(), 0));
        // No digest before it: every day in between is one that rests.
        for (LocalDate day = at.atZone(Paris.ZONE).toLocalDate();
                day.isBefore(there.toLocalDate());
                day = day.plusDays(1)) {
            Instant then = day.atTime(settings.digestAt(), 0).atZone(Paris.ZONE).toInstant();
            if (then.isAfter(at) && !(settings.digestAt() == 2 && day.getMonthValue() == 3))
                assertThat(calm.quiet(then)).as("a digest on %s", day).isTrue();
        }
    }

    @Property
    void a_digest_in_quiet_hours_is_refused(
            @ForAll("hour") int digestAt, @ForAll("hour") int from, @ForAll("hour") int until) {
        boolean asleep = false;
        for (int hour = from; hour % 24 != until; hour++) asleep |= hour % 24 == digestAt;
        if (asleep)
            assertThatThrownBy(() -> settings(digestAt, from, until, true, true))
                    .isInstanceOf(Refused.class);
        else
            assertThat(settings(digestAt, from, until, true, true).quietAt(digestAt))
                    .isFalse();
    }

    @Example
    void eight_is_eight_in_summer_and_in_winter() {
        Calm calm = calm(settings(8, 19, 8, false, false));
        assertThat(calm.digest(Instant.parse("2026-10-24T12:00:00Z"))).isEqualTo("2026-10-25T07:00:00Z");
        assertThat(calm.digest(Instant.parse("2027-03-27T12:00:00Z"))).isEqualTo("2027-03-28T06:00:00Z");
    }

    @Example
    void an_urgent_word_on_friday_night_waits_for_the_first_working_morning() {
        Calm calm = calm(NotificationSettings.DEFAULT);
        // Friday 30 April 2027, 20:00; the first of May is a Saturday.
        assertThat(calm.awake(Instant.parse("2027-04-30T18:00:00Z"))).isEqualTo("2027-05-03T06:00:00Z");
        // Easter Monday, 29 March 2027, after the change of clocks.
        assertThat(calm.awake(Instant.parse("2027-03-26T20:00:00Z"))).isEqualTo("2027-03-30T06:00:00Z");
        assertThat(calm.awake(Instant.parse("2027-04-27T10:00:00Z"))).isEqualTo("2027-04-27T10:00:00Z");
    }

    @Example
    void public_holidays_are_those_of_the_department() {
        var goodFriday = LocalDate.of(2027, 3, 26);
        assertThat(HOLIDAYS.on(goodFriday, new DepartmentCode("67"))).isTrue();
        assertThat(HOLIDAYS.on(goodFriday, MARNE)).isFalse();
        assertThat(HOLIDAYS.on(goodFriday, null)).isFalse();
        assertThat(HOLIDAYS.on(LocalDate.of(2027, 7, 14), MARNE)).isTrue();
        assertThat(HOLIDAYS.on(LocalDate.of(2027, 7, 14), new DepartmentCode("2A")))
                .isTrue();
        assertThat(HOLIDAYS.on(LocalDate.of(2027, 5, 6), MARNE)).as("Ascension").isTrue();
    }

    /** Independent of Calm: reads the rule from the settings. */
    private static void rested(NotificationSettings settings, Instant at) {
        ZonedDateTime there = at.atZone(Paris.ZONE);
        for (int hour = settings.quietFrom(); hour % 24 != settings.quietUntil(); hour++)
            assertThat(there.getHour()).isNotEqualTo(hour % 24);
        if (settings.weekends()) assertThat(there.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        if (settings.holidays())
            assertThat(HOLIDAYS.on(there.toLocalDate(), MARNE)).isFalse();
    }

    private static Calm calm(NotificationSettings settings) {
        return new Calm(settings, day -> HOLIDAYS.on(day, MARNE));
    }

    private static NotificationSettings settings(int digest, int from, int until, boolean weekends, boolean holidays) {
        return new NotificationSettings(digest, from, until, weekends, holidays, "fr", Set.of(), false, 0);
    }

    @Provide
    Arbitrary<NotificationSettings> settings() {
        var hours = hour();
        return Combinators.combine(hours, hours, hours, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .filter((digest, from, until, w, h) ->
                        Math.floorMod(digest - from, 24) >= Math.floorMod(until - from, 24))
                .as(CalmTest::settings);
    }

    @Provide
    Arbitrary<Integer> hour() {
        return Arbitraries.integers().between(0, 23);
    }

    @Provide
    Arbitrary<Instant> instants() {
        long from = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        return Arbitraries.longs().between(from, from + 4L * 366 * 86_400).map(Instant::ofEpochSecond);
    }
}
