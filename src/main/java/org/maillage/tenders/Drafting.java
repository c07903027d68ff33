package org.maillage.tenders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.network.Department;
import org.maillage.network.Dla;
import org.maillage.network.Network;
import org.maillage.network.NetworkRules;
import org.maillage.platform.Paris;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an officer does with the drafts of their own DLA. Another DLA's draft does not exist for them. */
@Service
class Drafting {
    private final Tenders tenders;
    private final TenderDocuments documents;
    private final Network network;
    private final NetworkRules rules;
    private final Clock clock;

    Drafting(Tenders tenders, TenderDocuments documents, Network network, NetworkRules rules, Clock clock) {
        this.tenders = tenders;
        this.documents = documents;
        this.network = network;
        this.rules = rules;
        this.clock = clock;
    }

    /** @throws NotFound when it is no draft of {@code by}'s DLA */
    Tender mine(UUID id, Member by) {
        return tenders.find(id)
                .filter(Tender::draft)
                .filter(t -> by.runs(t.dla()))
                .orElseThrow(() -> new NotFound(id));
    }

    /** The departments that a call may name, by code. */
    List<Department> departments() {
        return network.departments();
    }

    /**
     * A new draft that already says what is known: the department, the DLA as contact, deadlines that the rules allow.
     *
     * @param whose the DLA whose call it is, which {@code by} runs today; null for their own
     */
    @Transactional
    Tender begin(Member by, @Nullable DlaId whose) {
        DlaId id = whose == null ? own(by) : whose;
        if (!by.runs(id)) throw new NotFound(id);
        Dla dla = network.dla(id).orElseThrow();
        return add(dla.id(), proposed(dla));
    }

    /**
     * A new draft that says what {@code other}, of the same DLA, says, with the same documents. Its deadlines are proposed
     * anew; its period stands when it is still to come, else it moves as much as the deadline for answers does.
     */
    @Transactional
    Tender duplicate(UUID other, Member by) {
        Tender model = tenders.find(other).filter(t -> by.runs(t.dla())).orElseThrow(() -> new NotFound(other));
        Terms fresh = proposed(network.dla(model.dla()).orElseThrow());
        Tender copy = add(model.dla(), moved(model, fresh));
        documents.copy(model.id(), copy.id());
        return copy;
    }

    private static Terms moved(Tender model, Terms fresh) {
        Terms old = model.terms();
        LocalDate closes = day(Objects.requireNonNull(fresh.closesAt()));
        boolean toCome = old.startsOn() != null && old.startsOn().isAfter(closes);
        Instant before = old.closesAt() == null ? model.life().createdAt() : old.closesAt();
        long days = toCome ? 0 : ChronoUnit.DAYS.between(day(before), closes);
        return old.over(
                        old.startsOn() == null ? null : old.startsOn().plusDays(days),
                        old.endsOn() == null ? null : old.endsOn().plusDays(days))
                .until(fresh.questionsUntil(), fresh.closesAt());
    }

    /** Reads what was typed over what the draft says. */
    TermsReading.Read read(TermsForm form, Tender draft) {
        Set<DepartmentCode> known = departments().stream().map(Department::code).collect(Collectors.toSet());
        known.addAll(draft.terms().departments());
        return TermsReading.read(form, draft.terms(), known);
    }

    /**
     * Keeps new terms, complete or not.
     *
     * @param seen version that the writer had before their eyes
     * @throws StaleVersion when somebody else saved since
     */
    @Transactional
    Tender save(UUID id, int seen, Terms terms, Member by) {
        Tender draft = mine(id, by);
        if (draft.version() != seen) throw new StaleVersion(id);
        // Saving what already stands would make a conflict for a colleague out of nothing.
        return draft.terms().equals(terms) ? draft : tenders.save(draft.with(terms), clock.instant());
    }

    /** Puts a draft aside; the purge deletes it thirty days later, until then it can be taken up again. */
    @Transactional
    void abandon(UUID id, int seen, Member by) {
        Tender draft = mine(id, by);
        if (draft.version() != seen) throw new StaleVersion(id);
        Instant now = clock.instant();
        tenders.save(draft.concluded(TenderState.CANCELLED, new Outcome(List.of(), null, ""), now), now);
    }

    private Tender add(DlaId dla, Terms terms) {
        Tender draft = Tender.blank(UUID.randomUUID(), dla, terms, clock.instant());
        tenders.add(draft);
        return draft;
    }

    private Terms proposed(Dla dla) {
        LocalDate today = day(clock.instant());
        long weeks = Math.max(3, rules.minimumTimeToAnswer().toDays() / 7 + 2);
        LocalDate closes = today.plusWeeks(weeks);
        return new Terms(
                Kind.INDIVIDUAL,
                "",
                true,
                "",
                List.of(dla.department()),
                List.of(),
                "",
                "",
                "",
                null,
                null,
                null,
                null,
                List.of(),
                "",
                at(closes.minus(1, ChronoUnit.WEEKS)),
                at(closes),
                new Contact(dla.name(), dla.email(), dla.phone()));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(Paris.ZONE).toLocalDate();
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(Paris.ZONE).toInstant();
    }

    private static DlaId own(Member by) {
        @Nullable DlaId dla = by.dla();
        if (dla == null) throw new Refused("", "tenders.officersOnly");
        return dla;
    }
}
