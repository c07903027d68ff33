package org.maillage.agenda;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.notifications.Notifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who comes: yes, maybe, no, for one date or several, until the day is over. */
@Service
class Answering {
    private final Meetings meetings;
    private final Events events;
    private final Dates dates;
    private final ObjectProvider<Notifications> notifications;
    private final Clock clock;

    Answering(Meetings meetings, Events events, Dates dates, ObjectProvider<Notifications> notifications, Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.dates = dates;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** @throws NotFound when {@code by} does not see the date; Refused when they were not invited or it is too late */
    @Transactional
    void answer(UUID date, Answer answer, Member by) {
        Meeting meeting = meetings.find(date, by).orElseThrow(() -> new NotFound("date"));
        if (!meeting.invited()) throw new Refused("", "agenda.answer.notInvited");
        if (!meeting.mayAnswer(clock.instant())) throw new Refused("", "agenda.answer.late");
        write(List.of(date), by.id(), answer);
    }

    /** The dates of an event that can be answered now, in order. */
    List<Occurrence> answerable(UUID event) {
        Instant now = clock.instant();
        return dates.of(event).stream()
                .filter(d -> !d.cancelled() && !d.over(now))
                .toList();
    }

    /** Answers by the link of an invitation. Dates of another event, or over by now, are passed over. */
    @Transactional
    void answer(UUID invitation, Map<UUID, Answer> answers) {
        Events.Invited who = events.invited(invitation).orElseThrow(() -> new NotFound("invitation"));
        List<UUID> open = answerable(who.event()).stream().map(Occurrence::id).toList();
        for (Answer answer : Answer.values()) {
            var said = open.stream().filter(d -> answers.get(d) == answer).toList();
            if (!said.isEmpty()) write(said, who.person(), answer);
        }
    }

    private void write(List<UUID> said, UUID person, Answer answer) {
        dates.answer(said, person, answer);
        for (UUID date : said) notifications.ifAvailable(n -> n.withdraw(AnswerReminders.key(date, person)));
    }
}
