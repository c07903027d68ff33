package org.maillage.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LastVisitTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Example
    void a_first_visit_sees_the_last_week() {
        assertThat(LastVisit.at(NOW, null).since()).isEqualTo(NOW.minus(LastVisit.FIRST));
    }

    @Example
    void loading_again_empties_nothing_and_a_new_day_begins_where_the_last_one_ended() {
        var morning = LastVisit.at(NOW, null);
        var again = LastVisit.at(NOW.plusSeconds(600), morning.cookie());
        assertThat(again.since()).isEqualTo(morning.since());
        var tomorrow = LastVisit.at(NOW.plus(Duration.ofDays(1)), again.cookie());
        assertThat(tomorrow.since()).isEqualTo(NOW.plusSeconds(600));
        var reloaded = LastVisit.at(NOW.plus(Duration.ofDays(1)).plusSeconds(5), tomorrow.cookie());
        assertThat(reloaded.since()).isEqualTo(NOW.plusSeconds(600));
    }

    @Example
    void after_a_long_absence_the_last_month_is_enough() {
        var before = LastVisit.at(NOW.minus(Duration.ofDays(80)), null);
        assertThat(LastVisit.at(NOW, before.cookie()).since()).isEqualTo(NOW.minus(LastVisit.LONGEST));
    }

    @Property
    void a_cookie_of_nonsense_or_from_the_future_is_a_first_visit(@ForAll String nonsense) {
        assertThat(LastVisit.at(NOW, nonsense)).isEqualTo(LastVisit.at(NOW, null));
        assertThat(LastVisit.at(NOW, "1.99999999999")).isEqualTo(LastVisit.at(NOW, null));
        assertThat(LastVisit.at(NOW, "2.1")).isEqualTo(LastVisit.at(NOW, null));
    }

    /** Whatever the pauses, each moment is new in one visit at least, unless the absence was longer than a month. */
    @Property
    void nothing_is_missed_between_visits(
            @ForAll @Size(max = 12) java.util.List<@IntRange(min = 1, max = 2_000_000) Integer> pauses) {
        String cookie = null;
        Instant at = NOW, seen = null;
        for (int pause : pauses) {
            at = at.plusSeconds(pause);
            var visit = LastVisit.at(at, cookie);
            if (seen != null && Duration.between(seen, at).compareTo(LastVisit.LONGEST) < 0)
                assertThat(visit.since()).isBeforeOrEqualTo(seen);
            assertThat(visit.since()).isBeforeOrEqualTo(visit.seen());
            cookie = visit.cookie();
            seen = at;
        }
    }
}
