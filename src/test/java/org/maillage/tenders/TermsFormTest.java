package org.maillage.tenders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.maillage.kernel.DepartmentCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The form: reads what it writes, and loses nothing that somebody typed. */
class TermsFormTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Set<DepartmentCode> KNOWN = Set.of(new DepartmentCode("51"), new DepartmentCode("08"));
    private final Terms whole = TenderStories.whole("Consolider le projet", NOW);

    @Example
    void what_the_form_shows_reads_as_the_same_terms() {
        var read = TermsReading.read(
                TermsForm.of(whole),
                Tender.blank(java.util.UUID.randomUUID(), new org.maillage.kernel.DlaId("marne"), whole, NOW)
                        .terms(),
                KNOWN);
        assertThat(read.faults()).isEmpty();
        assertThat(read.terms()).isEqualTo(whole);
    }

    @Property(tries = 300)
    void days_are_read_by_halves_and_nothing_else(@ForAll @IntRange(min = 1, max = 8000) int hundredths) {
        BigDecimal days = BigDecimal.valueOf(hundredths, 2);
        var read = read(TermsField.DAYS, days.toPlainString().replace('.', ','));
        if (hundredths % 50 == 0) {
            assertThat(read.faults()).isEmpty();
            assertThat(read.terms().days()).isEqualByComparingTo(days);
        } else {
            assertThat(read.faults()).singleElement().extracting("field").isEqualTo("days");
            assertThat(read.terms().days()).isEqualTo(whole.days());
        }
    }

    @Property(tries = 500)
    void a_wrong_value_keeps_what_was_there_and_spoils_no_other_field(
            @ForAll("fields") TermsField field, @ForAll("nonsense") String typed) {
        var form = TermsForm.of(whole).with(field, TermsForm.clean(typed));
        var read = TermsReading.read(form, whole, KNOWN);
        assertThat(read.faults()).allSatisfy(f -> assertThat(f.field()).isEqualTo(field.form()));
        var again = TermsForm.of(read.terms());
        for (TermsField other : TermsField.values())
            if (other != field)
                assertThat(again.get(other)).isEqualTo(TermsForm.of(whole).get(other));
    }

    @Property(tries = 300)
    void marks_tell_exactly_the_fields_that_changed(
            @ForAll("fields") TermsField field, @ForAll("nonsense") String typed) {
        var before = TermsForm.of(whole);
        var after = before.with(field, typed);
        for (TermsField any : TermsField.values())
            assertThat(after.changedSince(before.marks(), any))
                    .isEqualTo(!before.get(any).equals(after.get(any)));
    }

    @Example
    void amounts_are_read_as_people_write_them() {
        for (String typed : List.of("12 500,50", "12 500,50 €", "12500.5", "12 500,50"))
            assertThat(read(TermsField.BUDGET, typed).terms().budget()).isEqualByComparingTo("12500.50");
        for (String typed : List.of("-1", "0", "1e9", "12,345", "douze", "999999999999"))
            assertThat(read(TermsField.BUDGET, typed).faults()).as(typed).hasSize(1);
    }

    @Example
    void a_criterion_with_a_comma_stays_one_criterion() {
        MultiValueMap<String, String> posted = new LinkedMultiValueMap<>();
        posted.put("criterion", List.of("Méthode, calendrier", "", "Prix"));
        posted.put("weight", List.of("60", "", "40 %"));
        var terms = TermsReading.read(TermsForm.typed(posted), whole, KNOWN).terms();
        assertThat(terms.criteria())
                .containsExactly(new Criterion("Méthode, calendrier", 60), new Criterion("Prix", 40));
    }

    @Example
    void a_control_character_never_reaches_the_database() {
        assertThat(TermsForm.clean("a\u0000b\r\nc\u0007")).isEqualTo("ab\nc");
    }

    @Example
    void the_deadline_is_read_in_paris_summer_and_winter() {
        assertThat(TermsReading.time("2027-07-01T12:00")).isEqualTo(Instant.parse("2027-07-01T10:00:00Z"));
        assertThat(TermsReading.time("2027-01-05T12:00")).isEqualTo(Instant.parse("2027-01-05T11:00:00Z"));
        assertThat(TermsReading.time("0001-01-05T12:00")).isNull();
    }

    @Example
    void everything_that_is_missing_is_told_at_once() {
        var empty = TermsReading.read(TermsForm.typed(new LinkedMultiValueMap<>()), whole, KNOWN)
                .terms();
        assertThatMissing(empty)
                .contains(
                        "title",
                        "beneficiary",
                        "departments",
                        "domains",
                        "context",
                        "objectives",
                        "deliverables",
                        "days",
                        "budget",
                        "startsOn",
                        "endsOn",
                        "criteria",
                        "howToAnswer",
                        "closesAt",
                        "contactName",
                        "contactEmail");
        assertThatMissing(whole).isEmpty();
        assertThatMissing(whole.until(null, NOW.plus(10, ChronoUnit.DAYS))).isEmpty();
        assertThatMissing(whole.until(null, NOW.plus(10, ChronoUnit.DAYS).minusSeconds(1)))
                .containsExactly("closesAt");
    }

    private static org.assertj.core.api.ListAssert<String> assertThatMissing(Terms terms) {
        try {
            TermsCheck.publication(terms, NOW, java.time.Duration.ofDays(10)).throwIfAny();
            return assertThat(List.of());
        } catch (org.maillage.kernel.Refused e) {
            return assertThat(e.violations().stream().map(v -> v.field()).toList());
        }
    }

    private TermsReading.Read read(TermsField field, String typed) {
        return TermsReading.read(TermsForm.of(whole).with(field, typed), whole, KNOWN);
    }

    @Provide
    Arbitrary<TermsField> fields() {
        return Arbitraries.of(TermsField.class);
    }

    @Provide
    Arbitrary<String> nonsense() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.of(
                        "",
                        "2027-02-30",
                        "2027-03-01T25:00",
                        "NaN",
                        "-5",
                        "1e300",
                        "4,25",
                        "<script>",
                        "INDIVIDUAL,X",
                        "a@b",
                        "x\ty\nz",
                        "101\tTrop",
                        "%",
                        "51,99"),
                Arbitraries.strings().withChars("0123456789,.- T:").ofMaxLength(25));
    }
}
