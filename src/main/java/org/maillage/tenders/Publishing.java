package org.maillage.tenders;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.kernel.Violation;
import org.maillage.kernel.Violations;
import org.maillage.network.NetworkRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes drafts to the public: at once, or by themselves at a set time. */
@Service
class Publishing {
    private static final Logger log = LoggerFactory.getLogger(Publishing.class);
    private final Drafting drafting;
    private final Tenders tenders;
    private final NetworkRules rules;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Publishing(
            Drafting drafting,
            Tenders tenders,
            NetworkRules rules,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.drafting = drafting;
        this.tenders = tenders;
        this.rules = rules;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What stands between a draft and its publication at {@code at}; empty when nothing does. */
    Violations missing(Tender draft, Instant at) {
        return TermsCheck.publication(draft.terms(), at, rules.minimumTimeToAnswer());
    }

    /**
     * Publishes the draft as {@code by} saw it; call, number and event commit together.
     *
     * @throws Refused with everything that is missing
     * @throws StaleVersion when somebody saved since
     */
    @Transactional
    Reference publish(UUID id, int seen, Member by) {
        Tender draft = seen(id, seen, by);
        missing(draft, clock.instant()).throwIfAny();
        return publish(draft);
    }

    /** Lets the draft leave by itself at {@code at}; it must be ready for that time already. */
    @Transactional
    void schedule(UUID id, int seen, @Nullable Instant at, Member by) {
        Tender draft = seen(id, seen, by);
        if (at == null) throw new Refused("publishAt", "tenders.time.wrong");
        Instant now = clock.instant();
        if (!at.isAfter(now)) throw new Refused("publishAt", "tenders.publishAt.past");
        missing(draft, at).throwIfAny();
        tenders.save(draft.leavingAt(at, ""), now);
    }

    @Transactional
    void withdraw(UUID id, int seen, Member by) {
        tenders.save(seen(id, seen, by).leavingAt(null, ""), clock.instant());
    }

    /**
     * Publishes every draft whose time has come. One that is no longer ready stays a draft and says why. Each is a
     * transaction of its own, so that one that fails keeps none of the others back.
     */
    void publishDue() {
        for (UUID id : tenders.due(clock.instant())) {
            try {
                transaction.executeWithoutResult(t -> tenders.find(id).ifPresent(this::leave));
            } catch (StaleVersion e) {
                log.info("A draft changed while it was about to be published; the next round looks again");
            } catch (RuntimeException e) {
                log.error("The draft {} could not be published at its time; it is tried again", id, e);
            }
        }
    }

    private void leave(Tender draft) {
        Instant now = clock.instant();
        if (!draft.scheduled()
                || Objects.requireNonNull(draft.life().publishAt()).isAfter(now)) return;
        try {
            missing(draft, now).throwIfAny();
            publish(draft);
        } catch (Refused e) {
            tenders.save(draft.leavingAt(null, keys(e.violations())), now);
        }
    }

    private Reference publish(Tender draft) {
        Instant now = clock.instant();
        Reference reference =
                Objects.requireNonNull(tenders.save(draft.published(now), now).reference());
        events.publishEvent(new TenderPublished(reference));
        return reference;
    }

    private Tender seen(UUID id, int seen, Member by) {
        Tender draft = drafting.mine(id, by);
        if (draft.version() != seen) throw new StaleVersion(id);
        return draft;
    }

    private static String keys(List<Violation> violations) {
        return violations.stream().map(Violation::message).distinct().collect(Collectors.joining(" "));
    }
}
