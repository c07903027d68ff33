package org.maillage.agenda;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Violations;
import org.maillage.notifications.Notification;
import org.maillage.notifications.Notifications;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The order of the day: anyone invited proposes, the facilitator settles, nobody else. */
@Service
class OrderOfTheDay {
    private final Meetings meetings;
    private final Events events;
    private final Dates dates;
    private final DayItems items;
    private final ObjectProvider<Notifications> notifications;
    private final Clock clock;

    OrderOfTheDay(
            Meetings meetings,
            Events events,
            Dates dates,
            DayItems items,
            ObjectProvider<Notifications> notifications,
            Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.dates = dates;
        this.items = items;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Who is not invited does not see what is prepared. */
    private Meeting open(UUID date, Member by) {
        Meeting meeting = meetings.find(date, by).filter(Meeting::invited).orElseThrow(() -> new NotFound("date"));
        if (meeting.cancelled() || meeting.date().over(clock.instant())) throw new Refused("", "agenda.over");
        return meeting;
    }

    /** @param minutes as typed; empty when nobody knows */
    @Transactional
    void propose(UUID date, String typed, String minutes, Member by) {
        open(date, by);
        String text = typed.replaceAll("\\s+", " ").strip();
        Integer lasting = minutes(minutes);
        new Violations()
                .require(!text.isEmpty(), "item", "agenda.item.missing")
                .require(text.length() <= Item.MOST_TEXT, "item", "agenda.long", Item.MOST_TEXT)
                .require(minutes.isBlank() || lasting != null, "minutes", "agenda.item.minutes")
                .require(items.of(date).size() < Item.MOST, "item", "agenda.item.many", Item.MOST)
                .throwIfAny();
        items.add(date, text, lasting, by.id());
        tellFacilitators(date, by);
    }

    private static @Nullable Integer minutes(String typed) {
        String plain = typed.strip();
        if (!plain.matches("[1-9]\\d{0,2}")) return null;
        int minutes = Integer.parseInt(plain);
        return minutes <= 480 ? minutes : null;
    }

    /** Once a day and date, however many items come: the digest says that there are some. */
    private void tellFacilitators(UUID date, Member by) {
        Meeting meeting = meetings.find(date, by).orElseThrow();
        boolean confidential = meeting.details().kind().confidential();
        for (Guest guest : events.guests(meeting.event().id(), null)) {
            if (guest.role() != Role.FACILITATOR || guest.person().equals(by.id())) continue;
            notifications.ifAvailable(n -> n.tell(new Notification(
                    guest.person(),
                    "agenda.item",
                    "agenda/item/" + date + "/" + clock.instant().truncatedTo(ChronoUnit.DAYS),
                    confidential ? "agenda.notification.item.plain" : "agenda.notification.item",
                    confidential ? List.of() : List.of(meeting.details().title()),
                    meeting.path(),
                    Notification.Urgency.DIGEST)));
        }
    }

    /** Takes back one's own proposal. */
    @Transactional
    void withdraw(UUID date, UUID item, Member by) {
        open(date, by);
        if (!items.withdraw(date, item, by.id())) throw new NotFound("item");
    }

    /**
     * Settles: these items, in this order, no other. May be done again when something came up.
     *
     * @throws NotFound for whoever is not the facilitator
     */
    @Transactional
    void settle(UUID date, List<UUID> kept, Member by) {
        if (by.role() != Role.FACILITATOR) throw new NotFound("date");
        open(date, by);
        List<UUID> known = items.of(date).stream().map(Item::id).toList();
        items.settle(date, kept.stream().filter(known::contains).distinct().toList());
        dates.settle(date, by.id());
    }
}
