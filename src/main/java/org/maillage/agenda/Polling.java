package org.maillage.agenda;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.agenda.EventLetters.Word;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds a date: several are proposed, everybody says which suit, who called chooses. The answers are gone with the choice. */
@Service
class Polling {
    private final Meetings meetings;
    private final Events events;
    private final Dates dates;
    private final Polls polls;
    private final Calling calling;
    private final EventLetters invitations;
    private final AgendaIndex index;
    private final ObjectProvider<Notifications> notifications;
    private final Clock clock;

    Polling(
            Meetings meetings,
            Events events,
            Dates dates,
            Polls polls,
            Calling calling,
            EventLetters invitations,
            AgendaIndex index,
            ObjectProvider<Notifications> notifications,
            Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.dates = dates;
        this.polls = polls;
        this.calling = calling;
        this.invitations = invitations;
        this.index = index;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** @throws NotFound when {@code viewer} does not see it */
    Event poll(UUID id, Member viewer) {
        return meetings.event(id, viewer)
                .filter(e -> e.state() == EventState.POLL)
                .orElseThrow(() -> new NotFound("poll"));
    }

    /** @throws NotFound when {@code by} was not invited */
    @Transactional
    void answer(UUID poll, Map<UUID, Answer> answers, Member by) {
        Event event = poll(poll, by);
        boolean invited =
                events.guests(poll, null).stream().anyMatch(g -> g.person().equals(by.id()));
        if (!invited) throw new Refused("", "agenda.answer.notInvited");
        write(event, by.id(), answers);
    }

    private boolean invited(UUID poll, Member member) {
        return events.guests(poll, null).stream().anyMatch(g -> g.person().equals(member.id()));
    }

    /** The same by the link of an invitation. */
    @Transactional
    void answer(UUID invitation, Map<UUID, Answer> answers) {
        Events.Invited who = events.invited(invitation).orElseThrow(() -> new NotFound("invitation"));
        Event event = events.find(who.event())
                .filter(e -> e.state() == EventState.POLL)
                .orElseThrow(() -> new NotFound("poll"));
        write(event, who.person(), answers);
    }

    private void write(Event event, UUID person, Map<UUID, Answer> answers) {
        polls.answer(event.id(), person, answers);
        UUID organiser = event.organiser();
        if (organiser == null || organiser.equals(person)) return;
        long guests = events.guests(event.id(), null).size();
        long said = polls.of(event.id()).stream()
                .flatMap(s -> s.answers().keySet().stream())
                .distinct()
                .count();
        if (said == guests)
            notifications.ifAvailable(n -> n.tell(new Notification(
                    organiser,
                    "agenda.poll",
                    "agenda/poll/" + event.id(),
                    event.details().kind().confidential()
                            ? "agenda.notification.poll.plain"
                            : "agenda.notification.poll",
                    event.details().kind().confidential()
                            ? List.of()
                            : List.of(event.details().title()),
                    event.pollPath(),
                    Notification.Urgency.DIGEST)));
    }

    /**
     * Makes {@code slot} the date, and invites to it. Whoever said that they can come is not held to it: they answer the
     * invitation.
     *
     * @param seen version of the event that {@code by} had read
     * @return the date
     */
    @Transactional
    UUID choose(UUID poll, int seen, UUID slot, Member by) {
        Event event = mine(poll, seen, by);
        Slot chosen = polls.of(poll).stream()
                .filter(s -> s.id().equals(slot))
                .map(PollSlot::when)
                .findFirst()
                .orElseThrow(() -> new Refused("slot", "agenda.poll.choose"));
        if (!chosen.endsAt().isAfter(clock.instant())) throw new Refused("slot", "agenda.past");
        Event planned =
                events.save(event, event.state().to(EventState.PLANNED), event.details(), false, clock.instant());
        UUID date = dates.add(poll, chosen, List.of(chosen.starts()));
        if (invited(poll, by)) dates.answer(List.of(date), by.id(), Answer.YES);
        index.refresh(poll);
        notifications.ifAvailable(n -> n.withdraw("agenda/poll/" + poll));
        invitations.request(Word.INVITED, planned, invitations.others(planned, by.id()));
        return date;
    }

    @Transactional
    void drop(UUID poll, int seen, Member by) {
        Event event = mine(poll, seen, by);
        var others = invitations.others(event, by.id());
        events.save(event, event.state().to(EventState.CANCELLED), event.details(), false, clock.instant());
        notifications.ifAvailable(n -> n.withdraw("agenda/poll/" + poll));
        invitations.poll(Word.POLL_DROPPED, event, List.of(), others);
    }

    private Event mine(UUID poll, int seen, Member by) {
        poll(poll, by);
        Event event = calling.mine(poll, by);
        if (event.version() != seen) throw new StaleVersion("poll");
        return event;
    }
}
