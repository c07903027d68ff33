package org.maillage.tenders;

import java.time.Duration;
import java.time.Instant;
import org.maillage.kernel.Violations;

/** What terms must say before anyone outside reads them; V050's constraint {@code tender_whole} says it again. */
final class TermsCheck {
    private TermsCheck() {}

    /** Whether a draft may leave at {@code at}: whole, and with {@code minimum} left to answer. */
    static Violations publication(Terms terms, Instant at, Duration minimum) {
        var found = whole(terms);
        if (terms.closesAt() != null)
            found.require(
                    !terms.closesAt().isBefore(at.plus(minimum)),
                    "closesAt",
                    "tenders.closesAt.short",
                    minimum.toDays());
        if (terms.questionsUntil() != null)
            found.require(terms.questionsUntil().isAfter(at), "questionsUntil", "tenders.questionsUntil.past");
        return found;
    }

    /** Whether nothing is missing and nothing contradicts. */
    static Violations whole(Terms terms) {
        var found = new Violations();
        need(found, terms);
        found.require(
                !terms.criteria().isEmpty()
                        && terms.criteria().stream().noneMatch(c -> c.name().isBlank() || c.weight() < 1),
                "criteria",
                "tenders.criteria.missing");
        found.require(terms.weight() == 100, "criteria", "tenders.criteria.sum", terms.weight());
        found.require(!terms.howToAnswer().isBlank(), "howToAnswer", "tenders.howToAnswer.missing");
        found.require(terms.closesAt() != null, "closesAt", "tenders.closesAt.missing");
        found.require(
                terms.questionsUntil() == null
                        || terms.closesAt() == null
                        || !terms.questionsUntil().isAfter(terms.closesAt()),
                "questionsUntil",
                "tenders.questionsUntil.late");
        found.require(!terms.contact().name().isBlank(), "contactName", "tenders.contactName.missing");
        found.require(!terms.contact().email().isBlank(), "contactEmail", "tenders.contactEmail.missing");
        return found;
    }

    private static void need(Violations found, Terms terms) {
        found.require(terms.title().strip().length() >= 5, "title", "tenders.title.missing")
                .require(!terms.beneficiary().isBlank(), "beneficiary", "tenders.beneficiary.missing")
                .require(!terms.departments().isEmpty(), "departments", "tenders.departments.missing")
                .require(!terms.domains().isEmpty(), "domains", "tenders.domains.missing")
                .require(!terms.context().isBlank(), "context", "tenders.context.missing")
                .require(!terms.objectives().isBlank(), "objectives", "tenders.objectives.missing")
                .require(!terms.deliverables().isBlank(), "deliverables", "tenders.deliverables.missing")
                .require(terms.days() != null, "days", "tenders.days.missing")
                .require(terms.budget() != null, "budget", "tenders.budget.missing")
                .require(terms.startsOn() != null, "startsOn", "tenders.startsOn.missing")
                .require(terms.endsOn() != null, "endsOn", "tenders.endsOn.missing")
                .require(
                        terms.startsOn() == null
                                || terms.endsOn() == null
                                || !terms.endsOn().isBefore(terms.startsOn()),
                        "endsOn",
                        "tenders.endsOn.early");
    }
}
