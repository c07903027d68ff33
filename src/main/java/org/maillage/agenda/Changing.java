package org.maillage.agenda;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.maillage.agenda.EventLetters.Word;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves and cancels: one date, or that date and all that follow. */
@Service
class Changing {
    private final Meetings meetings;
    private final Events events;
    private final Dates dates;
    private final Calling calling;
    private final EventLetters invitations;
    private final AgendaIndex index;
    private final Clock clock;

    Changing(
            Meetings meetings,
            Events events,
            Dates dates,
            Calling calling,
            EventLetters invitations,
            AgendaIndex index,
            Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.dates = dates;
        this.calling = calling;
        this.invitations = invitations;
        this.index = index;
        this.clock = clock;
    }

    /** How much of an event that comes again is meant. */
    enum Scope {
        ONE,
        FOLLOWING
    }

    /** A date that {@code by} may change. @throws NotFound when it is none */
    Meeting mine(UUID date, Member by) {
        return meetings.find(date, by)
                .filter(m -> Meetings.inside(by) && m.event().inHandsOf(by))
                .orElseThrow(() -> new NotFound("date"));
    }

    /**
     * Moves a date; what was answered for it is asked anew. With {@link Scope#FOLLOWING} the dates after it move by as many
     * days, to the same hours: a second Tuesday moved to the Thursday makes all of them the Thursday after the second Tuesday.
     *
     * @param seen version of the event that {@code by} had read
     */
    @Transactional
    void move(UUID date, int seen, EventForm form, Scope scope, Member by) {
        Meeting meeting = open(date, seen, by);
        var reading = new EventReading(form, calling.now());
        Slot to = reading.slot();
        reading.done();
        String place = form.get("place").replaceAll("\\s+", " ");
        if (place.length() > Details.MOST_PLACE) throw new Refused("place", "agenda.long", Details.MOST_PLACE);
        if (to == null) throw new IllegalStateException("A date that is not refused is read");
        Event saved = events.save(meeting.event(), meeting.event().state(), meeting.details(), true, clock.instant());
        String elsewhere = place.equals(meeting.details().place()) ? "" : place;
        List<UUID> moved;
        if (scope == Scope.FOLLOWING && saved.comesAgain()) {
            LocalDate day = meeting.when().starts().toLocalDate();
            moved = following(meeting);
            dates.shift(moved, (int) ChronoUnit.DAYS.between(day, to.starts().toLocalDate()), to, elsewhere);
        } else {
            moved = List.of(date);
            dates.move(date, saved.comesAgain() ? meeting.date().slot() : to.starts(), to, elsewhere);
        }
        if (meeting.invited()) dates.answer(moved, by.id(), Answer.YES); // a colleague of the DLA may not be
        index.refresh(saved.id());
        invitations.request(Word.MOVED, saved, invitations.others(saved, by.id()));
    }

    /** Cancels a date, or that date and all that follow; an event without any date left is cancelled itself. */
    @Transactional
    void cancel(UUID date, int seen, Scope scope, Member by) {
        Meeting meeting = open(date, seen, by);
        Event event = meeting.event();
        boolean following = scope == Scope.FOLLOWING && event.comesAgain();
        dates.cancel(following ? following(meeting) : List.of(date));
        boolean none = dates.of(event.id()).stream().allMatch(Occurrence::cancelled);
        EventState state = none ? event.state().to(EventState.CANCELLED) : event.state();
        Event saved = events.save(event, state, event.details(), true, clock.instant());
        index.refresh(event.id());
        var others = invitations.others(saved, by.id());
        if (none) invitations.cancel(Word.CANCELLED, saved, null, others);
        else if (following) invitations.request(Word.CHANGED, saved, others);
        else invitations.cancel(Word.CANCELLED, saved, meeting.date(), others);
    }

    private Meeting open(UUID date, int seen, Member by) {
        Meeting meeting = mine(date, by);
        if (meeting.event().version() != seen) throw new StaleVersion("event");
        if (meeting.cancelled()) throw new Refused("", "agenda.cancelled.already");
        if (meeting.date().over(clock.instant())) throw new Refused("", "agenda.over");
        return meeting;
    }

    /** This date and those that come after it and are not cancelled. */
    private List<UUID> following(Meeting meeting) {
        return dates.of(meeting.event().id()).stream()
                .filter(d -> !d.cancelled() && !d.slot().isBefore(meeting.date().slot()))
                .map(Occurrence::id)
                .toList();
    }
}
