package org.maillage.agenda;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.agenda.EventLetters.Word;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls events and polls, and changes what is said of them. Each is whole or not at all: rows, invitations, mails, index. */
@Service
class Calling {
    private final Events events;
    private final Dates dates;
    private final Polls polls;
    private final Meetings meetings;
    private final Callers callers;
    private final EventLetters invitations;
    private final AgendaIndex index;
    private final Clock clock;

    Calling(
            Events events,
            Dates dates,
            Polls polls,
            Meetings meetings,
            Callers callers,
            EventLetters invitations,
            AgendaIndex index,
            Clock clock) {
        this.events = events;
        this.dates = dates;
        this.polls = polls;
        this.meetings = meetings;
        this.callers = callers;
        this.invitations = invitations;
        this.index = index;
        this.clock = clock;
    }

    LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), Paris.ZONE);
    }

    /**
     * Calls an event and invites to it.
     *
     * @param urgent whether its mails overtake all others
     * @return its first date
     * @throws Refused with everything that is wrong in the form
     */
    @Transactional
    UUID call(EventForm form, boolean urgent, Member by) {
        var reading = new EventReading(form, now());
        Details details = reading.details(null, callers.codes());
        Set<UUID> invited = reading.invited(details.kind(), callers.everyone());
        Slot slot = reading.slot();
        RecurrenceRule rule = reading.rule(slot);
        List<LocalDateTime> starts = reading.dates(rule, slot);
        reading.done();
        if (slot == null) throw new IllegalStateException("A date that is not refused is read");
        Event event = add(details, rule == null ? "" : rule.text(), EventState.PLANNED, invited, by);
        UUID first = dates.add(event.id(), slot, starts);
        dates.answer(dates.of(event.id()).stream().map(Occurrence::id).toList(), by.id(), Answer.YES);
        index.refresh(event.id());
        invitations.request(urgent ? Word.URGENT : Word.INVITED, event, invitations.others(event, by.id()));
        return first;
    }

    /** Asks which of several dates suits. @return the poll */
    @Transactional
    UUID poll(EventForm form, Member by) {
        var reading = new EventReading(form, now());
        Details details = reading.details(null, callers.codes());
        Set<UUID> invited = reading.invited(details.kind(), callers.everyone());
        List<Slot> slots = reading.slots();
        reading.done();
        Event event = add(details, "", EventState.POLL, invited, by);
        polls.add(event.id(), slots);
        invitations.poll(
                Word.POLL,
                event,
                polls.of(event.id()).stream().map(PollSlot::when).toList(),
                invitations.others(event, by.id()));
        return event.id();
    }

    private Event add(Details details, String rule, EventState state, Set<UUID> invited, Member by) {
        var event = new Event(UUID.randomUUID(), details, by.id(), by.dla(), rule, state, 0, 0, clock.instant());
        events.add(event);
        var all = new HashSet<>(invited);
        all.add(by.id());
        events.invite(event.id(), all);
        return event;
    }

    /** @throws NotFound when {@code by} does not see it or may not change it */
    Event mine(UUID id, Member by) {
        return meetings.event(id, by)
                .filter(e -> Meetings.inside(by) && e.inHandsOf(by))
                .orElseThrow(() -> new NotFound("event"));
    }

    /**
     * Changes what is said of an event and who is invited. Mails tell only what calendars must follow.
     *
     * @param seen version that {@code by} had read
     * @throws StaleVersion when someone saved since
     */
    @Transactional
    void edit(UUID id, int seen, EventForm form, Member by) {
        Event event = mine(id, by);
        if (event.version() != seen) throw new StaleVersion("event");
        var reading = new EventReading(form, now());
        Details details = reading.details(event.details().kind(), callers.codes());
        Set<UUID> wanted = new HashSet<>(reading.invited(details.kind(), callers.everyone()));
        reading.done();
        if (event.state() == EventState.CANCELLED) throw new Refused("", "agenda.state.move");
        if (event.organiser() != null) wanted.add(event.organiser());
        List<Guest> before = events.guests(id, null);
        boolean follow = details.calendarsDiffer(event.details());
        Event saved = events.save(event, event.state(), details, follow, clock.instant());
        Set<UUID> known = before.stream().map(Guest::person).collect(Collectors.toSet());
        var gone = before.stream().filter(g -> !wanted.contains(g.person())).toList();
        var stay = before.stream().filter(g -> wanted.contains(g.person())).toList();
        wanted.removeAll(known);
        events.invite(id, wanted);
        var come = events.guests(id, null).stream()
                .filter(g -> wanted.contains(g.person()))
                .toList();
        tell(saved, follow, come, stay, gone, by);
        events.uninvite(id, gone.stream().map(Guest::person).toList());
        index.refresh(id);
    }

    private void tell(Event event, boolean changed, List<Guest> come, List<Guest> stay, List<Guest> gone, Member by) {
        if (event.state() == EventState.POLL) {
            var slots = polls.of(event.id()).stream().map(PollSlot::when).toList();
            invitations.poll(Word.POLL, event, slots, come);
            invitations.poll(Word.POLL_DROPPED, event, List.of(), gone);
            return;
        }
        boolean over = dates.of(event.id()).stream().allMatch(d -> d.over(clock.instant()));
        if (over) return; // nobody is told of a place where nobody goes any more
        invitations.request(Word.INVITED, event, come);
        if (changed)
            invitations.request(
                    Word.CHANGED,
                    event,
                    stay.stream().filter(g -> !g.person().equals(by.id())).toList());
        invitations.cancel(Word.UNINVITED, event, null, gone);
    }

    /** The people who stand checked in the form of an event. */
    List<UUID> invitedTo(UUID event) {
        return events.guests(event, null).stream().map(Guest::person).toList();
    }

    @Nullable
    String lastVideoLink(Member by) {
        return meetings.lastVideoLink(by).orElse(null);
    }
}
