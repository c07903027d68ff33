package org.maillage.agenda;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.Member;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Component;

/** Events to tell tests about; scanned into every test context. */
@Component
public class AgendaStories {
    private final Calling calling;
    private final Meetings meetings;
    private final Network network;
    private final Clock clock;

    AgendaStories(Calling calling, Meetings meetings, Network network, Clock clock) {
        this.calling = calling;
        this.meetings = meetings;
        this.network = network;
        this.clock = clock;
    }

    Person person(String account) {
        return network.personByAccount(account).orElseThrow();
    }

    public Member member(String account) {
        return person(account).member();
    }

    LocalDate inDays(int days) {
        return clock.instant().atZone(Paris.ZONE).toLocalDate().plusDays(days);
    }

    /** A filled-in form: in ten days, from ten to noon, with these people. */
    EventForm form(EventKind kind, String title, String... accounts) {
        return EventForm.blank(Arrays.stream(accounts).map(a -> person(a).id()).toList())
                .with("title", title)
                .with("kind", kind.name())
                .on(inDays(10), LocalTime.of(10, 0), LocalTime.of(12, 0));
    }

    UUID called(EventKind kind, String title, String by, String... accounts) {
        return calling.call(form(kind, title, accounts), false, member(by));
    }

    /** Once a week, {@code times} times. */
    List<Meeting> weekly(int times, String by, String... accounts) {
        var form = form(EventKind.NETWORK_MEETING, "Chaque semaine " + UUID.randomUUID(), accounts)
                .with("repeat", "RULE")
                .with("rule", "FREQ=WEEKLY;COUNT=" + times);
        return series(calling.call(form, false, member(by)), by);
    }

    UUID poll(EventKind kind, String title, String by, String... accounts) {
        var days = new ArrayList<String>();
        for (int i = 0; i < 3; i++) days.add(inDays(20 + i).toString());
        return calling.poll(
                form(kind, title, accounts)
                        .with("slotDay", days.toArray(String[]::new))
                        .with("slotFrom", "10:00", "10:00", "14:00")
                        .with("slotUntil", "12:00", "12:00", "16:00"),
                member(by));
    }

    Meeting meeting(UUID date, String viewer) {
        return meetings.find(date, member(viewer)).orElseThrow();
    }

    List<Meeting> series(UUID date, String viewer) {
        return meetings.of(meeting(date, viewer).event().id(), member(viewer));
    }

    static LocalDateTime at(String text) {
        return LocalDateTime.parse(text);
    }
}
