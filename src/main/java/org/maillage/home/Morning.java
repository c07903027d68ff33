package org.maillage.home;

import java.time.Instant;
import java.util.List;
import org.maillage.home.Desk.Coming;
import org.maillage.home.Desk.Need;
import org.maillage.search.Hit;

/**
 * What a member's home shows. No figure about people, and nobody before anybody else.
 *
 * @param needs what waits for them, most pressing first
 * @param since when things began to be new
 * @param news what came since, the newest first
 * @param more whether there is more than {@code news} shows
 * @param dates what comes, the nearest first
 */
public record Morning(
        List<Need> needs, Instant since, List<Hit> news, boolean more, List<Coming> dates, List<Possible> can) {
    public Morning {
        needs = List.copyOf(needs);
        news = List.copyOf(news);
        dates = List.copyOf(dates);
        can = List.copyOf(can);
    }
}
