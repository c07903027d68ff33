package org.maillage.agenda;

import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/** A year as four bands, one for each of the network's times. */
public record YearView(int year, List<Band> bands) {

    /** @param months twelve, each with what begins in it */
    public record Band(Time time, List<List<Meeting>> months) {
        public int count() {
            return months.stream().mapToInt(List::size).sum();
        }
    }

    static YearView of(int year, List<Meeting> meetings) {
        var bands = new ArrayList<Band>();
        for (Time time : Time.values()) {
            var months = new ArrayList<List<Meeting>>();
            for (Month month : Month.values())
                months.add(meetings.stream()
                        .filter(m -> m.details().time() == time)
                        .filter(m -> m.when().starts().getYear() == year
                                && m.when().starts().getMonth() == month)
                        .toList());
            bands.add(new Band(time, months));
        }
        return new YearView(year, bands);
    }

    public boolean empty() {
        return bands.stream().allMatch(b -> b.count() == 0);
    }
}
