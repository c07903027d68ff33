package org.maillage.home;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Since when things are new to a visitor. Only their own browser knows: nothing is kept here about who comes when.
 *
 * <p>Two instants are needed, so that what is new stays new while a page is loaded again: the end of the visit before,
 * and the last page of this one. After a pause of {@link #PAUSE}, this visit is the one before.
 *
 * @param since end of the visit before
 * @param seen last page of this visit
 */
record LastVisit(Instant since, Instant seen) {
    static final String COOKIE = "maillage_visite";
    static final Duration PAUSE = Duration.ofHours(4);
    static final Duration FIRST = Duration.ofDays(7);
    /** After a long absence the last month is enough; the rest is found by search. */
    static final Duration LONGEST = Duration.ofDays(31);

    private static final Pattern FORM = Pattern.compile("(\\d{1,11})\\.(\\d{1,11})");

    /**
     * The visit that goes on, or begins, at {@code now}.
     *
     * @param cookie as the browser sent it; null, nonsense or from the future counts as a first visit
     */
    static LastVisit at(Instant now, @Nullable String cookie) {
        Matcher known = FORM.matcher(cookie == null ? "" : cookie);
        if (!known.matches()) return new LastVisit(now.minus(FIRST), now);
        Instant since = Instant.ofEpochSecond(Long.parseLong(known.group(1)));
        Instant seen = Instant.ofEpochSecond(Long.parseLong(known.group(2)));
        if (since.isAfter(seen) || seen.isAfter(now)) return new LastVisit(now.minus(FIRST), now);
        Instant before = seen.plus(PAUSE).isBefore(now) ? seen : since;
        Instant least = now.minus(LONGEST);
        return new LastVisit(before.isBefore(least) ? least : before, now);
    }

    /** For the browser to keep. */
    String cookie() {
        return since.getEpochSecond() + "." + seen.getEpochSecond();
    }
}
