package org.maillage.agenda;

import java.time.Clock;
import java.util.List;
import org.maillage.network.PublicDates;
import org.springframework.stereotype.Component;

/** Tells the public home what comes. */
@Component
class AgendaPublicDates implements PublicDates {
    private final Meetings meetings;
    private final Clock clock;

    AgendaPublicDates(Meetings meetings, Clock clock) {
        this.meetings = meetings;
        this.clock = clock;
    }

    @Override
    public List<Date> next(int most) {
        return meetings.open(clock.instant(), most).stream()
                .map(m -> new Date(
                        m.details().title(),
                        "/agenda/" + m.event().id(),
                        m.when().starts(),
                        m.place()))
                .toList();
    }
}
