package org.maillage.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.kernel.Violations;
import org.maillage.network.Absence;
import org.maillage.network.Absences;
import org.maillage.network.Network;
import org.maillage.network.Person;
import org.maillage.network.StandInState;
import org.maillage.platform.Paris;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dated absences: an officer names an officer of another DLA, who agrees or not. V090 holds the same rules; what they let
 * a stand-in do is {@link Member#runs}. Nothing is to be done at the end: the day after the last one, it is over.
 */
@Service
class StandingIn {
    static final int LONGEST_DAYS = 365;

    private final Absences absences;
    private final Network network;
    private final Announcements announcements;
    private final Clock clock;

    StandingIn(Absences absences, Network network, Announcements announcements, Clock clock) {
        this.absences = absences;
        this.network = network;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Whom {@code by} can ask: the officers of the other DLAs. Colleagues of the same DLA act for it anyway. */
    List<Person> candidates(Member by) {
        return network.people(Role.OFFICER).stream()
                .filter(p -> p.dla() != null && !by.belongsTo(p.dla()))
                .toList();
    }

    /** Absences that concern {@code by} and are not over. */
    List<Absence> of(Member by) {
        return absences.of(by.id(), today());
    }

    List<Absence> inTheNetwork() {
        return absences.live(today());
    }

    /**
     * Announces an absence and asks somebody to stand in.
     *
     * @throws Refused when a day or the person does not fit
     */
    @Transactional
    void ask(Member by, @Nullable UUID substitute, @Nullable LocalDate first, @Nullable LocalDate last) {
        @Nullable DlaId dla = by.dla();
        if (dla == null) throw new NotFound("dla");
        LocalDate today = today();
        var found = new Violations();
        found.require(first != null, "firstDay", "people.absence.day");
        found.require(last != null, "lastDay", "people.absence.day");
        if (first != null) found.require(!first.isBefore(today), "firstDay", "people.absence.past");
        if (first != null && last != null) {
            found.require(!last.isBefore(first), "lastDay", "people.absence.backwards");
            found.require(!last.isAfter(first.plusDays(LONGEST_DAYS)), "lastDay", "people.absence.long", LONGEST_DAYS);
        }
        Person other = substitute == null
                ? null
                : candidates(by).stream()
                        .filter(p -> p.id().equals(substitute))
                        .findFirst()
                        .orElse(null);
        found.require(other != null, "substitute", "people.absence.who");
        found.throwIfAny();
        if (first == null || last == null || other == null) throw new IllegalStateException();
        absences.hold(by.id(), other.id());
        fits(by, other, first, last);
        UUID id = UUID.randomUUID();
        try {
            absences.ask(id, dla, by.id(), other.id(), first, last, clock.instant());
        } catch (DataIntegrityViolationException e) { // somebody was faster by another way
            throw new Refused("", "people.absence.changed");
        }
        announcements.asked(absences.find(id).orElseThrow(), today);
    }

    private void fits(Member by, Person other, LocalDate first, LocalDate last) {
        var found = new Violations();
        for (Absence absence : absences.of(by.id(), first)) {
            if (!overlaps(absence, first, last)) continue;
            if (absence.absent().equals(by.id())) found.require(false, "firstDay", "people.absence.overlap");
            else if (absence.state() == StandInState.CONSENTED)
                found.require(false, "firstDay", "people.absence.onDuty", absence.absentName());
        }
        boolean away = absences.of(other.id(), first).stream()
                .anyMatch(a -> overlaps(a, first, last) && a.absent().equals(other.id()));
        found.require(!away, "substitute", "people.absence.away", other.name());
        found.require(
                other.lastDay() == null || !other.lastDay().isBefore(last),
                "substitute",
                "people.absence.leaves",
                other.name());
        network.person(by.id())
                .map(Person::lastDay)
                .ifPresent(leaves -> found.require(!leaves.isBefore(last), "lastDay", "people.absence.youLeave"));
        found.throwIfAny();
    }

    private static boolean overlaps(Absence absence, LocalDate first, LocalDate last) {
        return absence.state().live()
                && !absence.firstDay().isAfter(last)
                && !absence.lastDay().isBefore(first);
    }

    /** The one who was asked agrees, or not. */
    @Transactional
    void answer(UUID id, boolean consents, Member by) {
        Absence absence = absences.find(id)
                .filter(a -> a.substitute().equals(by.id()))
                .filter(a -> !a.lastDay().isBefore(today()))
                .orElseThrow(() -> new NotFound("absence"));
        try {
            absences.move(absence, consents ? StandInState.CONSENTED : StandInState.DECLINED);
        } catch (DataIntegrityViolationException e) { // meanwhile one of both is absent, or leaves
            throw new Refused("", "people.absence.changed");
        }
        announcements.answered(absence, consents, today());
    }

    /** The one who is absent takes it back, before or in the middle; it ends at once. */
    @Transactional
    void cancel(UUID id, Member by) {
        Absence absence =
                absences.find(id).filter(a -> a.absent().equals(by.id())).orElseThrow(() -> new NotFound("absence"));
        absences.move(absence, StandInState.CANCELLED);
        announcements.cancelled(absence, today());
    }

    /** The one who stands in gives it up; it ends at once. */
    @Transactional
    void withdraw(UUID id, Member by) {
        Absence absence = absences.find(id)
                .filter(a -> a.substitute().equals(by.id()))
                .orElseThrow(() -> new NotFound("absence"));
        absences.move(absence, StandInState.WITHDRAWN);
        announcements.withdrawn(absence, today());
    }

    /** Ends what cannot last since {@code person} leaves: every arrangement that goes on after {@code lastDay}. */
    void endsBeyond(UUID person, LocalDate lastDay) {
        for (Absence absence : absences.of(person, today())) {
            if (!absence.state().live() || !absence.lastDay().isAfter(lastDay)) continue;
            if (absence.absent().equals(person)) {
                absences.move(absence, StandInState.CANCELLED);
                announcements.cancelled(absence, today());
            } else {
                boolean agreed = absence.state() == StandInState.CONSENTED;
                absences.move(absence, agreed ? StandInState.WITHDRAWN : StandInState.DECLINED);
                if (agreed) announcements.withdrawn(absence, today());
                else announcements.answered(absence, false, today());
            }
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }
}
