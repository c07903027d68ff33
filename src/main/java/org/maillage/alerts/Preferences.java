package org.maillage.alerts;

import java.time.Clock;
import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Violations;
import org.maillage.tenders.Reference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the holder of a subscription does with it. Who calls has read a token: the identifier is the right to act. */
@Service
class Preferences {
    private final Subscriptions subscriptions;
    private final Withdrawals withdrawals;
    private final Digests digests;
    private final Clock clock;

    Preferences(Subscriptions subscriptions, Withdrawals withdrawals, Digests digests, Clock clock) {
        this.subscriptions = subscriptions;
        this.withdrawals = withdrawals;
        this.digests = digests;
        this.clock = clock;
    }

    /** What the preferences page changes. */
    record Change(boolean listens, Choices choices, Rhythm rhythm, String language) {}

    /**
     * Takes new choices. What already waits for a digest loses nothing by a change of rhythm: it leaves at once with "at
     * once", and in the next digest of the new rhythm otherwise. What no longer concerns the holder is taken back.
     *
     * @throws NotFound when the subscription ended meanwhile
     */
    @Transactional
    public void change(UUID id, Change change) {
        Subscription now = subscriptions.find(id).orElseThrow(() -> new NotFound("subscription"));
        new Violations()
                .require(
                        change.listens() || !subscriptions.followed(id).isEmpty(),
                        "ecoute",
                        "alerts.preferences.nothing")
                .throwIfAny();
        subscriptions.save(
                new Subscription(
                        id,
                        now.email(),
                        change.listens(),
                        change.choices(),
                        change.rhythm(),
                        change.language(),
                        now.state(),
                        now.token(),
                        now.createdAt()),
                clock.instant());
        withdrawals.of(id);
        if (change.listens() && change.rhythm() == Rhythm.AT_ONCE) digests.flush(id);
    }

    /** Follows a call no longer; whoever only followed this one keeps nothing here. */
    @Transactional
    public void unfollow(UUID id, Reference tender) {
        subscriptions.unfollow(id, tender);
        subscriptions
                .find(id)
                .filter(s -> !s.listens() && subscriptions.followed(id).isEmpty())
                .ifPresent(s -> subscriptions.delete(id));
        withdrawals.of(id);
    }

    /** Ends everything, at once and for good; ended twice is as well. */
    @Transactional
    public void unsubscribe(UUID id) {
        if (subscriptions.delete(id)) withdrawals.of(id);
    }
}
