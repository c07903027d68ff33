package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Member;
import org.maillage.kernel.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls to tell tests about; scanned into every test context. */
@Component
public class TenderStories {
    private final Tenders tenders;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TenderStories(Tenders tenders, TransactionTemplate transaction, Clock clock) {
        this.tenders = tenders;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Terms that may be published now, closing in 21 days. */
    public static Terms whole(String title, Instant now) {
        return new Terms(
                Kind.INDIVIDUAL,
                title,
                true,
                "Association Les Jardins du Der",
                List.of(new DepartmentCode("51")),
                List.of(Domain.STRATEGY, Domain.FINANCE),
                "L’association emploie **onze personnes**.",
                "- Clarifier le projet\n- Chiffrer trois scénarios",
                "Un rapport et deux restitutions.",
                new BigDecimal("4.5"),
                new BigDecimal("4500"),
                LocalDate.of(2027, 3, 1),
                LocalDate.of(2027, 9, 30),
                List.of(new Criterion("Compréhension du besoin", 40), new Criterion("Références", 60)),
                "Par courriel, en un seul fichier.",
                now.plus(Duration.ofDays(14)),
                now.plus(Duration.ofDays(21)),
                new Contact("Anne Fictive", "anne.fictive@example.org", "03 00 00 00 00"));
    }

    public Tender draft(String dla, String title) {
        return draft(dla, title, clock.instant());
    }

    /** A draft that may be published at {@code now}. */
    public Tender draft(String dla, String title, Instant now) {
        var draft = Tender.blank(UUID.randomUUID(), new DlaId(dla), whole(title, now), now);
        transaction.executeWithoutResult(t -> tenders.add(draft));
        return tenders.find(draft.id()).orElseThrow();
    }

    /** Published without an event: the story of other tests. */
    public Tender published(String dla, String title) {
        var draft = draft(dla, title);
        return transaction.execute(t -> tenders.save(draft.published(clock.instant()), clock.instant()));
    }

    public static Member officer(String dla) {
        return new Member(UUID.randomUUID(), "Camille Essai", Role.OFFICER, new DlaId(dla));
    }
}
