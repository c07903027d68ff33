package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maillage.testing.MaillageTest;
import org.maillage.traces.Purge;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What leaves, and when: each kind of call just before and just after its time. */
@MaillageTest
class TenderTracesTest {
    @Autowired
    TenderStories given;

    @Autowired
    Tenders tenders;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Purge purge;

    @Autowired
    JdbcClient db;

    private final Instant now = Instant.now();

    @Test
    void drafts_leave_after_a_year_abandoned_ones_after_a_month_and_calls_after_six_years() {
        UUID fresh = draftOf(364);
        UUID old = draftOf(367);
        UUID put = abandoned(29);
        UUID putLongAgo = abandoned(32);
        UUID kept = ended(6 * 365 - 3);
        UUID gone = ended(6 * 365 + 4);

        purge.run();

        for (UUID id : List.of(fresh, put, kept)) assertThat(tenders.find(id)).isPresent();
        for (UUID id : List.of(old, putLongAgo, gone))
            assertThat(tenders.find(id)).isEmpty();
    }

    @Test
    void an_open_call_never_leaves_however_old() {
        Instant then = now.minus(Duration.ofDays(9 * 365));
        Tender draft = given.draft("marne", "Ouvert et oublié", then);
        Tender out = transaction.execute(t -> tenders.save(draft.published(then), then));
        purge.run();
        assertThat(tenders.find(Objects.requireNonNull(out).id())).isPresent();
        transaction.executeWithoutResult(
                t -> db.sql("update tender set state = 'CLOSED', updated_at = closes_at where id = ?")
                        .param(out.id())
                        .update());
        purge.run();
        assertThat(tenders.find(out.id())).isEmpty();
    }

    private UUID draftOf(long days) {
        return given.draft("marne", "Un brouillon ancien", now.minus(Duration.ofDays(days)))
                .id();
    }

    private UUID abandoned(long days) {
        UUID id = given.draft("marne", "Un brouillon abandonné").id();
        db.sql("update tender set state = 'CANCELLED', concluded_at = ? where id = ?")
                .params(now.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC), id)
                .update();
        return id;
    }

    /** A call cancelled that many days ago, amended once before. */
    private UUID ended(long days) {
        Instant then = now.minus(Duration.ofDays(days));
        Tender draft = given.draft("marne", "Un appel terminé depuis longtemps", then);
        return Objects.requireNonNull(transaction.execute(t -> {
            Tender out = tenders.save(draft.published(then), then);
            tenders.add(out.id(), new Amendment(1, then, "Une précision.", List.of()));
            Tender amended = tenders.save(out.amended(out.terms()), then);
            var why = new Outcome(List.of(), null, "Renoncement.");
            return tenders.save(amended.concluded(TenderState.CANCELLED, why, then), then)
                    .id();
        }));
    }
}
