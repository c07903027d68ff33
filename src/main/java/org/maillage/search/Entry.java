package org.maillage.search;

import java.time.Instant;
import java.util.List;

/**
 * One thing that can be found.
 *
 * @param id identifies it within its kind, for good
 * @param path address of its page on this site
 * @param title what it is called; weighs most
 * @param summary a sentence or two, shown when nothing of the text matches; weighs more than the text
 * @param text everything else that is to be found, plain, without markup
 * @param departments INSEE codes; empty when it concerns none in particular
 * @param domains names of domains of expertise; likewise
 * @param at when it was published, or last changed for its readers (UTC): « what is new » and the filter by year go by it
 */
public record Entry(
        Kind kind,
        String id,
        String path,
        String title,
        String summary,
        String text,
        List<String> departments,
        List<String> domains,
        Audience audience,
        Instant at) {
    /** When things began that are simply there, such as people and organisations: they are no news. */
    public static final Instant UNDATED = Instant.parse("2000-01-01T00:00:00Z");

    public Entry {
        departments = List.copyOf(departments);
        domains = List.copyOf(domains);
    }
}
