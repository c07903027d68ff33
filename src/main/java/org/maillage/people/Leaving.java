package org.maillage.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.identity.Handover;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.network.Departure;
import org.maillage.network.Network;
import org.maillage.network.People;
import org.maillage.network.Person;
import org.maillage.network.PersonLeft;
import org.maillage.platform.Paris;
import org.maillage.web.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leaves the network, at once or on a date. Everyone may for themselves; for somebody who is gone without a word, the
 * facilitator may, or a colleague of the same DLA: there is nobody above them (ADR 0016).
 */
@Service
class Leaving {
    private static final Logger log = LoggerFactory.getLogger(Leaving.class);
    private static final int MOST_YEARS = 2;

    private final People people;
    private final Network network;
    private final StandingIn standingIn;
    private final List<Handover> handovers;
    private final InvitationLetters letters;
    private final Announcements announcements;
    private final Languages languages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Leaving(
            People people,
            Network network,
            StandingIn standingIn,
            List<Handover> handovers,
            InvitationLetters letters,
            Announcements announcements,
            Languages languages,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.people = people;
        this.network = network;
        this.standingIn = standingIn;
        this.handovers = handovers;
        this.letters = letters;
        this.announcements = announcements;
        this.languages = languages;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether {@code by} may say that {@code person} leaves, and pass on what was theirs. */
    static boolean may(Member by, Person person) {
        return by.id().equals(person.id())
                || by.role() == Role.FACILITATOR
                || person.dla() != null && by.belongsTo(person.dla());
    }

    /** @throws NotFound when nobody in office has this account, or it is not for {@code by} to say that they leave */
    Person inOffice(String account, Member by) {
        return network.personByAccount(account).filter(p -> may(by, p)).orElseThrow(() -> new NotFound("person"));
    }

    /** Someone in office, or who left so lately that what was in their care may still wait. */
    Person remembered(String account, Member by) {
        return network.personByAccount(account)
                .or(() -> people.departure(account).map(Departure::person))
                .filter(p -> may(by, p))
                .orElseThrow(() -> new NotFound("person"));
    }

    /** Whether this departure leaves a DLA without officer, or the network without facilitator. */
    @Transactional
    boolean leavesNobody(Person person) {
        return (person.role() == Role.OFFICER || person.role() == Role.FACILITATOR) && people.lastOfItsKind(person);
    }

    /**
     * Announces a departure, or closes the account now. Nobody can be kept: whoever is the last of a DLA, or the only
     * facilitator, leaves as well, once it was said that nobody is left.
     *
     * @param lastDay last day in office; null to close the account at once
     * @param toldAlone whether {@code by} has read that nobody is left
     * @throws Refused when the day is past or far, or nobody would be left and that was not read
     */
    @Transactional
    public void leave(Person person, @Nullable LocalDate lastDay, boolean toldAlone, Member by) {
        if (!may(by, person)) throw new NotFound("person");
        Instant now = clock.instant();
        LocalDate today = now.atZone(Paris.ZONE).toLocalDate();
        if (lastDay != null && lastDay.isBefore(today)) throw new Refused("lastDay", "people.leave.past");
        if (lastDay != null && lastDay.isAfter(today.plusYears(MOST_YEARS)))
            throw new Refused("lastDay", "people.leave.far");
        if (leavesNobody(person) && !toldAlone) throw new Refused("alone", "people.leave.alone.tick");
        boolean other = !by.id().equals(person.id());
        if (lastDay == null) {
            if (close(person.id(), now) && other) letters.closed(person.email(), by.displayName(), Locale.FRENCH);
            return;
        }
        if (!people.leaves(person.id(), lastDay)) throw new NotFound("person");
        people.handedOver(person.id(), false);
        standingIn.endsBeyond(person.id(), lastDay);
        if (other) announcements.departure(person, lastDay, by.displayName());
    }

    /** Whoever announced to leave stays after all. */
    @Transactional
    public void stay(Person person, Member by) {
        if (!may(by, person) || !people.leaves(person.id(), null)) throw new NotFound("person");
    }

    /** Closes the accounts whose last day is past; each is a transaction of its own. */
    void closeDue() {
        for (UUID person : people.toClose()) {
            try {
                transaction.executeWithoutResult(status -> close(person, clock.instant()));
            } catch (RuntimeException e) {
                log.error("An account could not be closed on its day; it is tried again", e);
            }
        }
    }

    /** @return whether this very call closed it, and so published that somebody left: once, whoever else tries */
    private boolean close(UUID person, Instant now) {
        if (!people.close(person, now)) return false;
        standingIn.endsBeyond(person, LocalDate.MIN);
        Optional<Person> gone = people.departure(person).map(Departure::person);
        boolean nothingLeft = gone.map(p -> handovers.stream()
                        .allMatch(h -> h.of(p, languages.french()).isEmpty()))
                .orElse(true);
        people.handedOver(person, nothingLeft);
        events.publishEvent(new PersonLeft(person));
        return true;
    }
}
