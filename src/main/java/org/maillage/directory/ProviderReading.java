package org.maillage.directory;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maillage.directory.Provider.Ground;
import org.maillage.kernel.Domain;
import org.maillage.kernel.EmailAddress;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Slugs;
import org.maillage.kernel.Violations;
import org.maillage.network.Department;
import org.maillage.web.Languages;
import org.maillage.web.Typed;

/** Understands words, in a form or in the cells of a table, as what is known of a provider; and writes them again. */
final class ProviderReading {
    private static final Pattern BETWEEN = Pattern.compile("[,;|/\\n]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()/-]{4,38}");
    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    /** Nothing here began before. */
    private static final LocalDate EARLIEST = LocalDate.of(2001, 1, 1);

    private final Map<String, String> departments; // by slug of the name, and by code: the code
    private final Map<String, Domain> domains; // by slug of the name in either language
    private final LocalDate today;
    private final Function<Domain, String> name;
    private final Function<Ground, String> groundName;

    /** @param departments those of the whole country */
    ProviderReading(List<Department> departments, Languages languages, LocalDate today) {
        this.departments = new java.util.HashMap<>();
        for (Department department : departments) {
            String code = department.code().code();
            this.departments.put(Slugs.of(department.name()), code);
            this.departments.put(code.toLowerCase(java.util.Locale.ROOT), code);
            if (code.startsWith("0")) this.departments.put(code.substring(1), code); // what a spreadsheet makes of 08
        }
        this.domains = new java.util.HashMap<>();
        var english = languages.in(java.util.Locale.ENGLISH);
        var french = languages.french();
        for (Domain domain : Domain.values()) {
            this.domains.put(Slugs.of(domain.name()), domain);
            this.domains.put(Slugs.of(english.name(domain)), domain);
            this.domains.put(Slugs.of(french.name(domain)), domain);
        }
        this.today = today;
        this.name = french::name;
        this.groundName = french::name;
    }

    /**
     * {@code base} with what {@code given} says; what is not among its keys stays as it is.
     *
     * @throws Refused with everything that is wrong, each on the field of its column
     */
    Provider read(Map<Column, String> given, Provider base) {
        var wrong = new Violations();
        for (var cell : given.entrySet())
            wrong.require(
                    cell.getValue().length() <= cell.getKey().longest(),
                    cell.getKey().field(),
                    "directory.long",
                    cell.getKey().longest());
        var provider = new Provider(
                base.id(),
                line(given, Column.NAME, base.name()),
                line(given, Column.CONTACT, base.contact()),
                given.containsKey(Column.EMAIL)
                        ? email(line(given, Column.EMAIL, ""), base.email(), wrong)
                        : base.email(),
                given.containsKey(Column.PHONE)
                        ? phone(line(given, Column.PHONE, ""), Column.PHONE.field(), wrong)
                        : base.phone(),
                given.containsKey(Column.WEBSITE)
                        ? website(line(given, Column.WEBSITE, ""), Column.WEBSITE.field(), wrong)
                        : base.website(),
                given.containsKey(Column.DEPARTMENTS)
                        ? departments(given.get(Column.DEPARTMENTS), wrong)
                        : base.departments(),
                given.containsKey(Column.DOMAINS) ? domains(given.get(Column.DOMAINS), wrong) : base.domains(),
                given.containsKey(Column.ABOUT) ? Typed.text(given.get(Column.ABOUT)) : base.about(),
                line(given, Column.KNOWN_FROM, base.knownFrom()),
                given.containsKey(Column.GROUND) ? ground(line(given, Column.GROUND, ""), wrong) : base.ground(),
                given.containsKey(Column.CONSENT_ON) ? date(given, Column.CONSENT_ON, wrong) : base.consentOn(),
                line(given, Column.CONSENT_NOTE, base.consentNote()),
                confirmed(given, base, wrong),
                base.version());
        wrong.require(!provider.name().isEmpty(), Column.NAME.field(), "directory.provider.name");
        if (provider.ground() == Ground.CONSENT) {
            wrong.require(provider.consentOn() != null, Column.CONSENT_ON.field(), "directory.provider.consentOn");
            wrong.require(
                    !provider.consentNote().isEmpty(), Column.CONSENT_NOTE.field(), "directory.provider.consentNote");
        }
        wrong.throwIfAny();
        return provider;
    }

    /** How {@code column} of {@code provider} is written in a table. */
    String cell(Provider provider, Column column) {
        return switch (column) {
            case NAME -> provider.name();
            case CONTACT -> provider.contact();
            case EMAIL -> provider.email();
            case PHONE -> provider.phone();
            case WEBSITE -> provider.website();
            case DEPARTMENTS -> String.join(", ", provider.departments());
            case DOMAINS -> provider.domains().stream().map(name).collect(Collectors.joining(", "));
            case ABOUT -> provider.about();
            case KNOWN_FROM -> provider.knownFrom();
            case GROUND -> groundName.apply(provider.ground());
            case CONSENT_ON -> provider.consentOn() == null ? "" : FRENCH_OUT.format(provider.consentOn());
            case CONSENT_NOTE -> provider.consentNote();
            case CONFIRMED_ON -> FRENCH_OUT.format(provider.confirmedOn());
        };
    }

    private static final DateTimeFormatter FRENCH_OUT = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private static String line(Map<Column, String> given, Column column, String otherwise) {
        String typed = given.get(column);
        return typed == null ? otherwise : Typed.line(typed);
    }

    /** Capitals make no other address: the one that is known stays as it is. */
    private static String email(String typed, String known, Violations wrong) {
        if (typed.isEmpty()) return "";
        try {
            String address = EmailAddress.of(typed).text();
            return address.equalsIgnoreCase(known) ? known : address;
        } catch (Refused e) {
            wrong.require(false, Column.EMAIL.field(), "email.invalid");
            return "";
        }
    }

    /** A number as people write it; empty is fine. */
    static String phone(String typed, String field, Violations wrong) {
        wrong.require(typed.isEmpty() || PHONE.matcher(typed).matches(), field, "directory.phone.invalid");
        return typed;
    }

    /** An address of the web, its {@code https://} forgiven; empty is fine. */
    static String website(String typed, String field, Violations wrong) {
        if (typed.isEmpty()) return "";
        String address = typed.matches("(?i)https?://.*") ? typed : "https://" + typed;
        boolean right;
        try {
            var uri = new java.net.URI(address);
            right = uri.getHost() != null
                    && uri.getHost().indexOf('.') > 0
                    && uri.getRawUserInfo() == null
                    && !typed.matches("(?i)(?!https?:)[a-z][a-z0-9+.-]*:[^0-9].*");
        } catch (java.net.URISyntaxException e) {
            right = false;
        }
        wrong.require(right, field, "directory.website.invalid");
        return right ? address.replaceFirst("(?i)^http", "http") : "";
    }

    private List<String> departments(String typed, Violations wrong) {
        var codes = new LinkedHashSet<String>();
        for (String word : words(typed)) {
            String code = departments.get(Slugs.of(word));
            wrong.require(code != null, Column.DEPARTMENTS.field(), "directory.department.invalid", word);
            if (code != null) codes.add(code);
        }
        return codes.stream().sorted().toList();
    }

    private List<Domain> domains(String typed, Violations wrong) {
        var found = new LinkedHashSet<Domain>();
        for (String word : words(typed)) {
            Domain domain = domain(Slugs.of(word));
            wrong.require(domain != null, Column.DOMAINS.field(), "directory.domain.invalid", word);
            if (domain != null) found.add(domain);
        }
        return found.stream().sorted().toList();
    }

    /** By its name, or by its beginning when only one begins so: « ressources humaines ». */
    private @Nullable Domain domain(String slug) {
        Domain exact = domains.get(slug);
        if (exact != null || slug.length() < 4) return exact;
        var beginning = domains.entrySet().stream()
                .filter(known -> known.getKey().startsWith(slug))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return beginning.size() == 1 ? beginning.getFirst() : null;
    }

    /** Names of domains hold commas and slashes themselves: the longest run of words that is one is taken first. */
    private List<String> words(String typed) {
        var parts = Arrays.stream(BETWEEN.split(Typed.text(typed)))
                .map(String::strip)
                .filter(p -> !Slugs.of(p).isEmpty())
                .toList();
        var words = new ArrayList<String>();
        for (int from = 0; from < parts.size(); ) {
            int to = parts.size();
            while (to > from + 1 && !domains.containsKey(Slugs.of(String.join(" ", parts.subList(from, to))))) to--;
            words.add(String.join(" ", parts.subList(from, to)));
            from = to;
        }
        return words;
    }

    private static Ground ground(String typed, Violations wrong) {
        String slug = Slugs.of(typed);
        if (slug.isEmpty() || slug.startsWith("interet") || slug.startsWith("legitimate"))
            return Ground.LEGITIMATE_INTEREST;
        if (slug.startsWith("consent") || slug.startsWith("accord")) return Ground.CONSENT;
        wrong.require(false, Column.GROUND.field(), "directory.ground");
        return Ground.LEGITIMATE_INTEREST;
    }

    private LocalDate confirmed(Map<Column, String> given, Provider base, Violations wrong) {
        if (!given.containsKey(Column.CONFIRMED_ON)) return base.confirmedOn();
        LocalDate date = date(given, Column.CONFIRMED_ON, wrong);
        return date == null ? base.confirmedOn() : date;
    }

    private @Nullable LocalDate date(Map<Column, String> given, Column column, Violations wrong) {
        String typed = line(given, column, "");
        if (typed.isEmpty()) return null;
        Optional<LocalDate> date = date(typed);
        wrong.require(
                date.isPresent(), column.field(), "directory.date", typed.substring(0, Math.min(20, typed.length())));
        date.ifPresent(
                d -> wrong.require(!d.isAfter(today) && !d.isBefore(EARLIEST), column.field(), "directory.date.past"));
        return date.orElse(null);
    }

    /** {@code 24/11/2026} or {@code 2026-11-24}. */
    static Optional<LocalDate> date(String typed) {
        try {
            return Optional.of(typed.contains("/") ? LocalDate.parse(typed, FRENCH) : LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
