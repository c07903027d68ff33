package org.maillage.tenders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.maillage.kernel.Domain;
import org.maillage.web.Texts;

/** Says a field's value as it stands in a {@link TermsForm} or an {@link Amendment.Change}, in words for people. */
public final class TermsWords {
    private TermsWords() {}

    /** The name of a field: {@code closesAt} is « Date limite des réponses ». */
    public static String name(String field, Texts t) {
        if (field.equals(Documenting.FIELD)) return t.localize("calls.change.documents");
        return TermsField.of(field)
                .map(f -> t.localize("tenders.field." + f.form()))
                .orElse(field);
    }

    /** Whether the value is a long text in Markdown, to be shown as one. */
    public static boolean prose(String field) {
        return TermsField.of(field).map(TermsField::prose).orElse(false);
    }

    /** The value; « rien » when it is empty; as typed when it cannot be read. */
    public static String say(String field, String value, Texts t) {
        if (value.isEmpty()) return t.localize("tenders.nothing");
        return TermsField.of(field).map(f -> say(f, value, t)).orElse(value);
    }

    private static String say(TermsField field, String value, Texts t) {
        return switch (field) {
            case KIND -> value.matches("INDIVIDUAL|COLLECTIVE") ? t.name(Kind.valueOf(value)) : value;
            case NAMED -> t.localize(value.equals("no") ? "tenders.named.no" : "tenders.named.yes");
            case DEPARTMENTS -> value.replace(",", ", ");
            case DOMAINS ->
                Arrays.stream(Domain.values())
                        .filter(d -> Arrays.asList(value.split(",")).contains(d.name()))
                        .map(t::name)
                        .collect(Collectors.joining(" ; "));
            case DAYS -> {
                BigDecimal days = TermsReading.number(value);
                yield days == null ? value : t.localize("tenders.days", days);
            }
            case BUDGET -> {
                BigDecimal amount = TermsReading.number(value.replace("€", ""));
                yield amount == null ? value : t.euros(amount);
            }
            case STARTS_ON, ENDS_ON -> value.matches("\\d{4}-\\d\\d-\\d\\d") ? date(value, t) : value;
            case QUESTIONS_UNTIL, CLOSES_AT -> {
                Instant time = TermsReading.time(value);
                yield time == null ? value : t.dateTime(time);
            }
            case CRITERIA ->
                value.lines()
                        .map(line -> line.replaceFirst("^(\\d+)\t", "$1 % · ").replaceFirst("^\t", ""))
                        .collect(Collectors.joining("\n"));
            case TITLE,
                    BENEFICIARY,
                    CONTEXT,
                    OBJECTIVES,
                    DELIVERABLES,
                    HOW_TO_ANSWER,
                    CONTACT_NAME,
                    CONTACT_EMAIL,
                    CONTACT_PHONE -> value;
        };
    }

    private static String date(String value, Texts t) {
        try {
            return t.date(LocalDate.parse(value));
        } catch (java.time.DateTimeException e) {
            return value;
        }
    }
}
