package org.maillage.tenders;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;
import org.maillage.platform.Paris;
import org.maillage.web.Typed;
import org.springframework.util.MultiValueMap;

/**
 * Terms as they are typed: nothing that somebody wrote is lost because it is wrong.
 *
 * <p>Each field is one text. Numbers and times are as the browser sends them ({@code 4,5}, {@code 2027-03-01T12:00} in
 * Paris), choices are codes with commas between them, criteria are one line each: weight, tabulator, name.
 */
public record TermsForm(Map<TermsField, String> typed) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /** A criterion as typed. */
    public record Row(String name, String weight) {}

    public TermsForm {
        typed = Map.copyOf(typed);
    }

    /** What a browser posted: a field a parameter, lists as repeated parameters, {@code criterion} beside {@code weight}. */
    static TermsForm typed(MultiValueMap<String, String> posted) {
        var typed = new EnumMap<TermsField, String>(TermsField.class);
        for (TermsField field : TermsField.values())
            if (field.single()) typed.put(field, clean(posted.getFirst(field.form())));
        typed.put(TermsField.DEPARTMENTS, joined(posted.get(TermsField.DEPARTMENTS.form())));
        typed.put(TermsField.DOMAINS, joined(posted.get(TermsField.DOMAINS.form())));
        List<String> names = posted.getOrDefault("criterion", List.of());
        List<String> weights = posted.getOrDefault("weight", List.of());
        var rows = new ArrayList<String>();
        for (int i = 0; i < Math.max(names.size(), weights.size()); i++) {
            String name = i < names.size() ? line(names.get(i)) : "";
            String weight = i < weights.size() ? line(weights.get(i)) : "";
            if (!name.isEmpty() || !weight.isEmpty()) rows.add(weight + "\t" + name);
        }
        typed.put(TermsField.CRITERIA, String.join("\n", rows));
        return new TermsForm(typed);
    }

    /** The form that shows {@code terms}. */
    static TermsForm of(Terms terms) {
        var typed = new EnumMap<TermsField, String>(TermsField.class);
        typed.put(TermsField.KIND, terms.kind().name());
        typed.put(TermsField.TITLE, terms.title());
        typed.put(TermsField.NAMED, terms.beneficiaryNamed() ? "yes" : "no");
        typed.put(TermsField.BENEFICIARY, terms.beneficiary());
        typed.put(
                TermsField.DEPARTMENTS,
                terms.departments().stream().map(DepartmentCode::code).collect(Collectors.joining(",")));
        typed.put(TermsField.DOMAINS, terms.domains().stream().map(Domain::name).collect(Collectors.joining(",")));
        typed.put(TermsField.CONTEXT, terms.context());
        typed.put(TermsField.OBJECTIVES, terms.objectives());
        typed.put(TermsField.DELIVERABLES, terms.deliverables());
        typed.put(TermsField.DAYS, number(terms.days()));
        typed.put(TermsField.BUDGET, number(terms.budget()));
        typed.put(
                TermsField.STARTS_ON,
                terms.startsOn() == null ? "" : terms.startsOn().toString());
        typed.put(
                TermsField.ENDS_ON, terms.endsOn() == null ? "" : terms.endsOn().toString());
        typed.put(
                TermsField.CRITERIA,
                terms.criteria().stream()
                        .map(c -> (c.weight() == 0 ? "" : c.weight()) + "\t" + c.name())
                        .collect(Collectors.joining("\n")));
        typed.put(TermsField.HOW_TO_ANSWER, terms.howToAnswer());
        typed.put(TermsField.QUESTIONS_UNTIL, local(terms.questionsUntil()));
        typed.put(TermsField.CLOSES_AT, local(terms.closesAt()));
        typed.put(TermsField.CONTACT_NAME, terms.contact().name());
        typed.put(TermsField.CONTACT_EMAIL, terms.contact().email());
        typed.put(TermsField.CONTACT_PHONE, terms.contact().phone());
        return new TermsForm(typed);
    }

    public String get(TermsField field) {
        return typed.getOrDefault(field, "");
    }

    /** The value of the field that templates call {@code form}. */
    public String get(String form) {
        return get(TermsField.of(form).orElseThrow());
    }

    /** The codes chosen in a list of choices. */
    public List<String> chosen(String form) {
        String value = get(form);
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    public List<Row> criteria() {
        return get(TermsField.CRITERIA)
                .lines()
                .map(line -> new Row(
                        line.substring(line.indexOf('\t') + 1), line.substring(0, Math.max(0, line.indexOf('\t')))))
                .toList();
    }

    /** The same with {@code value} in {@code field}. */
    TermsForm with(TermsField field, String value) {
        var changed = new EnumMap<TermsField, String>(TermsField.class);
        changed.putAll(typed);
        changed.put(field, value);
        return new TermsForm(changed);
    }

    /** The fields in which {@code other} says something else. */
    List<TermsField> differences(TermsForm other) {
        return java.util.Arrays.stream(TermsField.values())
                .filter(f -> !get(f).equals(other.get(f)))
                .toList();
    }

    /**
     * A short mark of each field, in their order: kept in the form so that, when two people write one draft, the
     * platform knows who changed what without keeping earlier versions.
     */
    public String marks() {
        return java.util.Arrays.stream(TermsField.values())
                .map(f -> mark(get(f)))
                .collect(Collectors.joining("."));
    }

    /** Whether {@code field} is no longer what it was when {@code marks} were made; true when they are not to be read. */
    boolean changedSince(String marks, TermsField field) {
        String[] all = marks.split("\\.");
        return all.length != TermsField.values().length || !all[field.ordinal()].equals(mark(get(field)));
    }

    private static String mark(String value) {
        return UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    /** Line ends as one character, and no control character, which PostgreSQL would refuse. */
    static String clean(@Nullable String text) {
        return text == null ? "" : Typed.text(text);
    }

    private static String line(@Nullable String text) {
        return clean(text).replaceAll("\\s+", " ");
    }

    private static String joined(@Nullable List<String> codes) {
        return codes == null
                ? ""
                : codes.stream()
                        .filter(c -> c.matches("[A-Z0-9_]{1,30}"))
                        .distinct()
                        .sorted(TermsForm::order)
                        .collect(Collectors.joining(","));
    }

    /** Domains in the order of their list, departments by code: the order of {@link Terms}. */
    private static int order(String one, String other) {
        int a = domain(one);
        int b = domain(other);
        return a != b ? Integer.compare(a, b) : one.compareTo(other);
    }

    private static int domain(String code) {
        for (Domain domain : Domain.values()) if (domain.name().equals(code)) return domain.ordinal();
        return -1;
    }

    private static String number(java.math.@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString().replace('.', ',');
    }

    static String local(@Nullable Instant instant) {
        return instant == null ? "" : LOCAL.format(LocalDateTime.ofInstant(instant, Paris.ZONE));
    }
}
