package org.maillage.tenders;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.maillage.kernel.Domain;

/**
 * Which published calls are asked for. Nothing chosen in a set means all.
 *
 * @param kind null for both
 * @param text French words, accents optional; empty for any
 */
public record TenderFilter(
        Set<DepartmentCode> departments,
        Set<Domain> domains,
        @Nullable Kind kind,
        Status status,
        String text) {
    private static final int LONGEST_TEXT = 200;

    /** What an address calls {@code statut}. */
    public enum Status {
        OPEN("ouverts"),
        CLOSED("clos"),
        ALL("tous");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** As it stands in an address. */
        public String word() {
            return word;
        }
    }

    public TenderFilter {
        departments = Set.copyOf(departments);
        domains = Set.copyOf(domains);
        text = text.strip();
        if (text.length() > LONGEST_TEXT) text = text.substring(0, LONGEST_TEXT);
    }

    public static TenderFilter open() {
        return new TenderFilter(Set.of(), Set.of(), null, Status.OPEN, "");
    }

    public static TenderFilter all() {
        return new TenderFilter(Set.of(), Set.of(), null, Status.ALL, "");
    }

    /** From an address's parameters; what is no department, domain, kind or status is passed over. */
    public static TenderFilter of(
            List<String> departments, List<String> domains, String kind, String status, String text) {
        var codes = new TreeSet<DepartmentCode>();
        for (String code : departments) if (code.matches("\\d{2,3}|2[AB]")) codes.add(new DepartmentCode(code));
        var fields = EnumSet.noneOf(Domain.class);
        for (String word : domains) constant(Domain.values(), word).ifPresent(fields::add);
        Status asked = Arrays.stream(Status.values())
                .filter(s -> s.word.equals(status))
                .findFirst()
                .orElse(Status.OPEN);
        String plain = text.codePoints()
                .filter(c -> c >= ' ' && !Character.isSurrogate((char) c) || c > 0xffff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new TenderFilter(codes, fields, constant(Kind.values(), kind).orElse(null), asked, plain);
    }

    /** How a constant stands in an address: {@code HUMAN_RESOURCES} is {@code human-resources}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
        return Arrays.stream(all).filter(c -> word(c).equals(word)).findFirst();
    }

    /** Whether anything but the status is narrowed. */
    public boolean narrow() {
        return !departments.isEmpty() || !domains.isEmpty() || kind != null || !text.isEmpty();
    }

    /** How many choices narrow it, for a word beside « filters »; the text stands before the eyes already. */
    public int choices() {
        return departments.size() + domains.size() + (kind == null ? 0 : 1) + (status == Status.OPEN ? 0 : 1);
    }

    /** As an address's query, without question mark; empty when nothing is asked. Always in one order: one address a filter. */
    public String query() {
        var parts = new ArrayList<String>();
        departments.stream().sorted().forEach(d -> parts.add("departement=" + d));
        domains.stream().sorted().forEach(d -> parts.add("domaine=" + word(d)));
        if (kind != null) parts.add("type=" + word(kind));
        if (status != Status.OPEN) parts.add("statut=" + status.word);
        if (!text.isEmpty()) parts.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        return String.join("&", parts);
    }

    /** {@code path} with this filter. */
    public String at(String path) {
        String query = query();
        return query.isEmpty() ? path : path + "?" + query;
    }
}
