package org.maillage.tenders;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violations;
import org.maillage.network.NetworkRules;
import org.maillage.platform.Paris;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes published calls, openly: a dated amendment says what changed. One that comes late gives time back, since
 * providers may have to write their answer anew.
 */
@Service
class Amending {
    static final int MOST_SUMMARY = 2000;
    private final Tenders tenders;
    private final NetworkRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Amending(Tenders tenders, NetworkRules rules, ApplicationEventPublisher events, Clock clock) {
        this.tenders = tenders;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What an amendment would do.
     *
     * @param terms as they will stand, deadline moved if need be
     * @param moved whether the deadline moves because little time is left
     */
    record Plan(Terms terms, List<Amendment.Change> changes, boolean moved) {
        Instant closesAt() {
            return Objects.requireNonNull(terms.closesAt());
        }
    }

    /** @throws NotFound when it is no published call of {@code by}'s DLA */
    Tender mine(Reference reference, Member by) {
        return tenders.find(reference).filter(t -> by.runs(t.dla())).orElseThrow(() -> new NotFound(reference));
    }

    /**
     * What would change if {@code wanted} were published now.
     *
     * @throws Refused when nothing changes, when terms are missing, when the deadline would come earlier, or when the
     *     call takes no amendment any more
     */
    Plan plan(Tender tender, Terms wanted, String summary) {
        Instant now = clock.instant();
        Instant before = Objects.requireNonNull(tender.terms().closesAt());
        if (tender.state() != TenderState.PUBLISHED || !before.isAfter(now))
            throw new Refused("", "tenders.amend.closed");
        Violations found = TermsCheck.whole(wanted);
        found.require(!summary.isBlank(), "summary", "tenders.amend.summary");
        found.require(summary.length() <= MOST_SUMMARY, "summary", "tenders.tooLong", MOST_SUMMARY);
        if (wanted.closesAt() != null)
            found.require(!wanted.closesAt().isBefore(before), "closesAt", "tenders.amend.earlier");
        found.throwIfAny();
        var was = TermsForm.of(tender.terms());
        if (was.differences(TermsForm.of(wanted)).isEmpty()) throw new Refused("", "tenders.amend.nothing");

        Instant closes = Objects.requireNonNull(wanted.closesAt());
        Instant enough = enough(closes, now);
        Terms after = wanted.until(wanted.questionsUntil(), enough);
        var will = TermsForm.of(after);
        return new Plan(
                after,
                was.differences(will).stream()
                        .map(f -> new Amendment.Change(f.form(), was.get(f), will.get(f)))
                        .toList(),
                !enough.equals(closes));
    }

    /**
     * Publishes an amendment.
     *
     * @param told the deadline that {@code by} was told of before confirming
     * @throws StaleVersion when the call changed since, or time has moved the deadline further
     */
    @Transactional
    Amendment amend(Reference reference, int seen, Terms wanted, String summary, Instant told, Member by) {
        Tender tender = mine(reference, by);
        if (tender.version() != seen) throw new StaleVersion(reference);
        Plan plan = plan(tender, wanted, summary);
        if (!plan.closesAt().truncatedTo(ChronoUnit.MINUTES).equals(told.truncatedTo(ChronoUnit.MINUTES)))
            throw new StaleVersion(reference);
        Instant now = clock.instant();
        var amendment = new Amendment(tender.life().amendments() + 1, now, summary.strip(), plan.changes());
        tenders.add(tender.id(), amendment);
        tenders.save(tender.amended(plan.terms()), now);
        events.publishEvent(new TenderAmended(reference, amendment.number()));
        return amendment;
    }

    /** {@code closes}, or when it is near the first instant at the same time of the day that leaves enough time. */
    Instant enough(Instant closes, Instant now) {
        if (!closes.isBefore(now.plus(rules.amendmentNotice()))) return closes;
        Instant least = now.plus(rules.timeAfterAmendment());
        ZonedDateTime moved = closes.atZone(Paris.ZONE);
        while (moved.toInstant().isBefore(least)) moved = moved.plusDays(1);
        return moved.toInstant();
    }
}
