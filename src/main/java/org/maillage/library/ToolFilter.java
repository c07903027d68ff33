package org.maillage.library;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DlaId;
import org.maillage.kernel.Domain;
import org.maillage.web.Typed;

/**
 * Which tools are asked for. What is null or empty narrows nothing, but variants are shown only when asked for: they
 * stand on the page of their common tool.
 */
public record ToolFilter(
        @Nullable Step step,
        @Nullable Domain domain,
        @Nullable ToolState state,
        @Nullable DlaId dla,
        String tag,
        String text,
        Order order) {
    private static final int LONGEST_TEXT = 200;

    /** What an address calls {@code tri}. */
    public enum Order {
        /** The latest change first; with words, the best match first. */
        FRESH(""),
        TITLE("titre");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public ToolFilter {
        text = Typed.line(text);
        if (text.length() > LONGEST_TEXT) text = text.substring(0, LONGEST_TEXT);
        tag = Typed.line(tag).toLowerCase(Locale.FRENCH);
        if (tag.length() > ToolContent.LONGEST_TAG) tag = tag.substring(0, ToolContent.LONGEST_TAG);
    }

    public static ToolFilter all() {
        return new ToolFilter(null, null, null, null, "", "", Order.FRESH);
    }

    /** From an address's parameters; what is no step, domain, state, DLA or order is passed over. */
    static ToolFilter of(String step, String domain, String state, String dla, String tag, String text, String order) {
        return new ToolFilter(
                constant(Step.values(), step),
                constant(Domain.values(), domain),
                Arrays.stream(ToolState.values())
                        .filter(s -> word(s).equals(state))
                        .findFirst()
                        .orElse(null),
                dla.matches("[a-z0-9]+(-[a-z0-9]+)*") ? new DlaId(dla) : null,
                tag,
                text,
                order.equals(Order.TITLE.word) ? Order.TITLE : Order.FRESH);
    }

    /** How a state stands in an address. */
    public static String word(ToolState state) {
        return switch (state) {
            case DRAFT -> "brouillon";
            case COMMON -> "commun";
            case VARIANT -> "declinaison";
        };
    }

    /** How a constant stands in an address: {@code FOLLOW_UP} is {@code follow-up}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] all, String word) {
        Optional<E> found = Arrays.stream(all).filter(c -> word(c).equals(word)).findFirst();
        return found.orElse(null);
    }

    /** Whether anything is narrowed. */
    public boolean narrow() {
        return choices() > 0 || !text.isEmpty();
    }

    /** How many choices narrow it; the text stands before the eyes already. */
    public int choices() {
        int choices = tag.isEmpty() ? 0 : 1;
        if (step != null) choices++;
        if (domain != null) choices++;
        if (state != null) choices++;
        if (dla != null) choices++;
        return choices;
    }

    /** The same for another tag only: what a tag leads to. */
    public static String tagged(String tag) {
        return new ToolFilter(null, null, null, null, tag, "", Order.FRESH).path();
    }

    /** Address of the list with this filter; always in one order, so that one filter has one address. */
    public String path() {
        var parts = new ArrayList<String>();
        if (step != null) parts.add("etape=" + word(step));
        if (domain != null) parts.add("domaine=" + word(domain));
        if (state != null) parts.add("etat=" + word(state));
        if (dla != null) parts.add("dla=" + dla.slug());
        if (!tag.isEmpty()) parts.add("etiquette=" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
        if (!text.isEmpty()) parts.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        if (order != Order.FRESH) parts.add("tri=" + order.word);
        return parts.isEmpty() ? "/espace/outils" : "/espace/outils?" + String.join("&", parts);
    }
}
