package org.maillage.library;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maillage.kernel.Domain;
import org.maillage.kernel.Refused;
import org.maillage.web.Typed;
import org.springframework.util.MultiValueMap;

/**
 * A tool as it is typed: nothing that somebody wrote is lost because it is wrong. Each field is one text; a set has one
 * element a line, a link is its address, a space, its label.
 */
public record ToolForm(Map<ToolField, String> typed) {
    public ToolForm {
        typed = Map.copyOf(typed);
    }

    /** An empty form, for the network's own use. */
    static ToolForm blank() {
        return new ToolForm(Map.of(ToolField.LICENCE, Licence.NETWORK.name()));
    }

    /** What a browser posted. */
    static ToolForm typed(MultiValueMap<String, String> posted) {
        var typed = new EnumMap<ToolField, String>(ToolField.class);
        for (ToolField field : ToolField.values()) {
            List<String> values = posted.getOrDefault(field.form(), List.of()).stream()
                    .map(Typed::text)
                    .toList();
            typed.put(
                    field,
                    switch (field) {
                        case STEPS, DOMAINS ->
                            values.stream()
                                    .filter(v -> v.matches("[A-Z_]{1,30}"))
                                    .distinct()
                                    .collect(Collectors.joining("\n"));
                        case TAGS ->
                            String.join(
                                    "\n",
                                    ToolContent.tags(values.stream()
                                            .flatMap(v -> Arrays.stream(v.split("[,;\\n]")))
                                            .toList()));
                        case LINKS ->
                            values.stream()
                                    .flatMap(String::lines)
                                    .map(Typed::line)
                                    .filter(l -> !l.isEmpty())
                                    .distinct()
                                    .collect(Collectors.joining("\n"));
                        case TITLE -> values.isEmpty() ? "" : Typed.line(values.getFirst());
                        case PURPOSE, TEXT, LICENCE -> values.isEmpty() ? "" : values.getFirst();
                    });
        }
        return new ToolForm(typed);
    }

    /** The form that shows {@code content}. */
    static ToolForm of(ToolContent content) {
        var typed = new EnumMap<ToolField, String>(ToolField.class);
        typed.put(ToolField.TITLE, content.title());
        typed.put(ToolField.PURPOSE, content.purpose());
        typed.put(ToolField.STEPS, content.steps().stream().map(Step::name).collect(Collectors.joining("\n")));
        typed.put(ToolField.TEXT, content.text());
        typed.put(
                ToolField.DOMAINS, content.domains().stream().map(Domain::name).collect(Collectors.joining("\n")));
        typed.put(ToolField.TAGS, String.join("\n", content.tags()));
        typed.put(
                ToolField.LINKS,
                content.links().stream().map(l -> l.url() + " " + l.label()).collect(Collectors.joining("\n")));
        typed.put(ToolField.LICENCE, content.licence().name());
        return new ToolForm(typed);
    }

    public String get(ToolField field) {
        return typed.getOrDefault(field, "");
    }

    /** The value of the field that templates call {@code form}. */
    public String get(String form) {
        return Arrays.stream(ToolField.values())
                .filter(f -> f.form().equals(form))
                .findFirst()
                .map(this::get)
                .orElseThrow();
    }

    /** The elements of a set. */
    public List<String> elements(ToolField field) {
        return get(field).lines().toList();
    }

    ToolForm with(ToolField field, String value) {
        var changed = new EnumMap<ToolField, String>(ToolField.class);
        changed.putAll(typed);
        changed.put(field, value);
        return new ToolForm(changed);
    }

    /**
     * What it says.
     *
     * @throws Refused on each field that breaks a rule
     */
    ToolContent read() {
        return new ToolContent(
                get(ToolField.TITLE),
                get(ToolField.PURPOSE),
                elements(ToolField.STEPS).stream()
                        .flatMap(w -> constant(Step.values(), w).stream())
                        .toList(),
                elements(ToolField.DOMAINS).stream()
                        .flatMap(w -> constant(Domain.values(), w).stream())
                        .toList(),
                constant(Licence.values(), get(ToolField.LICENCE)).orElse(Licence.NETWORK),
                get(ToolField.TEXT),
                elements(ToolField.LINKS).stream().map(ToolForm::link).toList(),
                elements(ToolField.TAGS));
    }

    /** {@code https://example.org/grille La grille}; without a label the address's host stands for it. */
    private static ToolContent.Link link(String line) {
        int space = line.indexOf(' ');
        String url = space < 0 ? line : line.substring(0, space);
        return new ToolContent.Link(
                space < 0 ? host(url) : line.substring(space + 1).strip(), url);
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).orElse(url);
        } catch (java.net.URISyntaxException e) {
            return url; // refused as an address all the same
        }
    }

    static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
        return Arrays.stream(all).filter(c -> c.name().equals(word)).findFirst();
    }
}
