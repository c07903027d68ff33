package org.maillage.tenders;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.maillage.kernel.DepartmentCode;
import org.maillage.network.Department;
import org.maillage.network.Dla;
import org.maillage.platform.Paris;

/**
 * A call with everything that the public sees of it. A draft's preview is one too, without reference.
 *
 * @param departments the network's, to name those of the call
 * @param amendments the first first
 * @param answers batches of answered questions, the first first
 * @param seenAt when it was read: what is open or near is told from there
 */
public record PublicTender(
        Tender tender,
        Dla dla,
        List<Department> departments,
        List<Amendment> amendments,
        List<TenderDocument> documents,
        List<AnsweredEnquiries> answers,
        Instant seenAt) {

    public PublicTender {
        departments = List.copyOf(departments);
        amendments = List.copyOf(amendments);
        documents = List.copyOf(documents);
        answers = List.copyOf(answers);
    }

    public Terms terms() {
        return tender.terms();
    }

    /** @throws NullPointerException for a preview */
    public Reference reference() {
        return Objects.requireNonNull(tender.reference());
    }

    /** Whether answers are received: the scheduler closes a call only seconds after its deadline. */
    public boolean open() {
        Instant end = terms().closesAt();
        return tender.state() == TenderState.PUBLISHED && end != null && seenAt.isBefore(end);
    }

    /** The name of one of the network's departments; its code elsewhere. */
    public String departmentName(DepartmentCode code) {
        return departments.stream()
                .filter(d -> d.code().equals(code))
                .map(d -> d.name() + " (" + code + ")")
                .findFirst()
                .orElse(code.code());
    }

    /** What to show as its state: a call past its deadline is closed, whoever has noted it. */
    public TenderState state() {
        return tender.state() == TenderState.PUBLISHED && !open() ? TenderState.CLOSED : tender.state();
    }

    /** Whether a question may be asked. */
    public boolean takesQuestions() {
        Instant end = terms().questionsUntil();
        return open() && end != null && seenAt.isBefore(end);
    }

    /** Whole days in Paris until {@code end}: 0 is today. */
    public long daysUntil(Instant end) {
        return daysBetween(seenAt, end);
    }

    static long daysBetween(Instant now, Instant end) {
        return ChronoUnit.DAYS.between(
                now.atZone(Paris.ZONE).toLocalDate(), end.atZone(Paris.ZONE).toLocalDate());
    }
}
