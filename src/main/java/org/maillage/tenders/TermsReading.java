package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Violation;
import org.maillage.platform.Paris;

/**
 * Reads a form into terms. A field that cannot be read, such as a budget of letters, leaves what the terms said before
 * and is told; all the other fields count. What is merely missing is no fault of a draft.
 */
final class TermsReading {
    private static final int MOST_CRITERIA = 20;
    private static final BigDecimal MOST_DAYS = new BigDecimal("999.5");
    private static final BigDecimal MOST_BUDGET = new BigDecimal("99999999.99");

    private final TermsForm form;
    private final Terms before;
    private final Set<DepartmentCode> known;
    private final List<Violation> faults = new ArrayList<>();

    /**
     * @param terms what could be read
     * @param faults what could not, in the order of the form
     */
    record Read(Terms terms, List<Violation> faults) {
        /** @throws Refused with everything that could not be read */
        Terms whole() {
            if (!faults.isEmpty()) throw new Refused(faults);
            return terms;
        }
    }

    private TermsReading(TermsForm form, Terms before, Set<DepartmentCode> known) {
        this.form = form;
        this.before = before;
        this.known = known;
    }

    /** @param known the departments that may be chosen */
    static Read read(TermsForm form, Terms before, Set<DepartmentCode> known) {
        var reading = new TermsReading(form, before, known);
        Terms terms = reading.terms();
        return new Read(terms, List.copyOf(reading.faults));
    }

    private Terms terms() {
        return new Terms(
                kind(),
                text(TermsField.TITLE, before.title()),
                !form.get(TermsField.NAMED).equals("no"),
                text(TermsField.BENEFICIARY, before.beneficiary()),
                form.chosen("departments").stream()
                        .filter(c -> known.stream().anyMatch(k -> k.code().equals(c)))
                        .map(DepartmentCode::new)
                        .toList(),
                Arrays.stream(Domain.values())
                        .filter(d -> form.chosen("domains").contains(d.name()))
                        .toList(),
                text(TermsField.CONTEXT, before.context()),
                text(TermsField.OBJECTIVES, before.objectives()),
                text(TermsField.DELIVERABLES, before.deliverables()),
                value(TermsField.DAYS, before.days(), "tenders.days.wrong", TermsReading::days),
                value(TermsField.BUDGET, before.budget(), "tenders.budget.wrong", TermsReading::budget),
                value(TermsField.STARTS_ON, before.startsOn(), "tenders.date.wrong", TermsReading::date),
                value(TermsField.ENDS_ON, before.endsOn(), "tenders.date.wrong", TermsReading::date),
                criteria(),
                text(TermsField.HOW_TO_ANSWER, before.howToAnswer()),
                time(TermsField.QUESTIONS_UNTIL, before.questionsUntil()),
                time(TermsField.CLOSES_AT, before.closesAt()),
                contact());
    }

    private Kind kind() {
        String typed = form.get(TermsField.KIND);
        for (Kind kind : Kind.values()) if (kind.name().equals(typed)) return kind;
        return before.kind();
    }

    private Contact contact() {
        String name = text(TermsField.CONTACT_NAME, before.contact().name());
        String typed = form.get(TermsField.CONTACT_EMAIL);
        String email = before.contact().email();
        try {
            email = typed.isEmpty() ? "" : EmailAddress.of(typed).text();
        } catch (Refused e) {
            faults.add(new Violation("contactEmail", "email.invalid", List.of()));
        }
        String phone = text(TermsField.CONTACT_PHONE, before.contact().phone());
        return new Contact(name, email, phone);
    }

    private String text(TermsField field, String otherwise) {
        String typed = form.get(field);
        if (typed.length() <= field.most()) return typed;
        faults.add(new Violation(field.form(), "tenders.tooLong", List.of(field.most())));
        return otherwise;
    }

    private <T> @Nullable T value(
            TermsField field, @Nullable T otherwise, String fault, Function<String, @Nullable T> read) {
        String typed = form.get(field);
        if (typed.isEmpty()) return null;
        T value = typed.length() > field.most() ? null : read.apply(typed);
        if (value != null) return value;
        faults.add(new Violation(field.form(), fault, List.of()));
        return otherwise;
    }

    /** A form says minutes; a time that was not touched keeps its seconds. */
    private @Nullable Instant time(TermsField field, @Nullable Instant otherwise) {
        if (form.get(field).equals(TermsForm.local(otherwise))) return otherwise;
        return value(field, otherwise, "tenders.time.wrong", TermsReading::time);
    }

    private List<Criterion> criteria() {
        var criteria = new ArrayList<Criterion>();
        for (TermsForm.Row row : form.criteria()) {
            String weight = row.weight().replace("%", "").strip();
            boolean number = weight.isEmpty() || weight.matches("\\d{1,3}");
            int value = number && !weight.isEmpty() ? Integer.parseInt(weight) : 0;
            if (!number || value > 100) return wrong("tenders.criteria.weight");
            if (row.name().length() > 300) return wrong("tenders.criteria.long");
            criteria.add(new Criterion(row.name(), value));
        }
        if (criteria.size() > MOST_CRITERIA) return wrong("tenders.criteria.many");
        return criteria;
    }

    private List<Criterion> wrong(String fault) {
        faults.add(new Violation("criteria", fault, List.of()));
        return before.criteria();
    }

    private static @Nullable BigDecimal days(String typed) {
        BigDecimal days = number(typed);
        if (days == null || days.signum() <= 0 || days.compareTo(MOST_DAYS) > 0) return null;
        boolean halves = days.multiply(BigDecimal.TWO).stripTrailingZeros().scale() <= 0;
        return halves ? days : null;
    }

    private static @Nullable BigDecimal budget(String typed) {
        BigDecimal amount = number(typed.replace("€", ""));
        boolean right =
                amount != null && amount.signum() > 0 && amount.scale() <= 2 && amount.compareTo(MOST_BUDGET) <= 0;
        return right ? amount : null;
    }

    /** {@code 12 500,50} as people write it: spaces of any kind, a comma or a point. */
    static @Nullable BigDecimal number(String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        return plain.matches("\\d{1,12}(\\.\\d{1,6})?") ? Tenders.plain(new BigDecimal(plain)) : null;
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed);
            return sensible(date) ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code 2027-03-01T12:00}, read in Paris. */
    static @Nullable Instant time(String typed) {
        try {
            LocalDateTime time = LocalDateTime.parse(typed);
            return sensible(time.toLocalDate()) ? time.atZone(Paris.ZONE).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean sensible(LocalDate date) {
        return date.getYear() >= 2000 && date.getYear() < 2100;
    }
}
