package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;

/**
 * What a call says. A draft's terms may be incomplete: texts empty, lists empty, values null. Those of a published call
 * are whole ({@link TermsCheck}) and change by an amendment only.
 *
 * @param beneficiaryNamed whether {@code beneficiary} is a name; otherwise it is a description without one
 * @param departments where the assignment takes place
 * @param context Markdown, as {@code objectives}, {@code deliverables} and {@code howToAnswer}
 * @param days working days of the assignment, by halves
 * @param budget the most that it may cost, in euros, VAT included
 * @param startsOn planned period of the assignment, with {@code endsOn}
 * @param criteria their weights add up to 100
 * @param questionsUntil last instant for questions; null when none can be asked
 * @param closesAt last instant at which an answer is received
 */
public record Terms(
        Kind kind,
        String title,
        boolean beneficiaryNamed,
        String beneficiary,
        List<DepartmentCode> departments,
        List<Domain> domains,
        String context,
        String objectives,
        String deliverables,
        @Nullable BigDecimal days,
        @Nullable BigDecimal budget,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<Criterion> criteria,
        String howToAnswer,
        @Nullable Instant questionsUntil,
        @Nullable Instant closesAt,
        Contact contact) {

    public Terms {
        departments = departments.stream().distinct().sorted().toList();
        domains = domains.stream().distinct().sorted().toList();
        criteria = List.copyOf(criteria);
    }

    /** The sum of the criteria's weights. */
    public int weight() {
        return criteria.stream().mapToInt(Criterion::weight).sum();
    }

    /** The same with other deadlines. */
    Terms until(@Nullable Instant questions, @Nullable Instant answers) {
        return new Terms(
                kind,
                title,
                beneficiaryNamed,
                beneficiary,
                departments,
                domains,
                context,
                objectives,
                deliverables,
                days,
                budget,
                startsOn,
                endsOn,
                criteria,
                howToAnswer,
                questions,
                answers,
                contact);
    }

    /** The same over another period. */
    Terms over(@Nullable LocalDate start, @Nullable LocalDate end) {
        return new Terms(
                kind,
                title,
                beneficiaryNamed,
                beneficiary,
                departments,
                domains,
                context,
                objectives,
                deliverables,
                days,
                budget,
                start,
                end,
                criteria,
                howToAnswer,
                questionsUntil,
                closesAt,
                contact);
    }

    /** The same with another contact. */
    Terms contact(Contact other) {
        return new Terms(
                kind,
                title,
                beneficiaryNamed,
                beneficiary,
                departments,
                domains,
                context,
                objectives,
                deliverables,
                days,
                budget,
                startsOn,
                endsOn,
                criteria,
                howToAnswer,
                questionsUntil,
                closesAt,
                other);
    }
}
