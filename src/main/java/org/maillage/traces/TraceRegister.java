package org.maillage.traces;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;

/** The register of traces as a citizen reads it: made from the declarations that the purge follows, so that both agree. */
@Component
class TraceRegister {
    private static final String GROUND = "traces"; // declares for the modules below it, and stands last
    private final List<TraceDeclaration> declarations;

    TraceRegister(List<TraceDeclaration> declarations) {
        this.declarations = declarations;
    }

    /** All sections in one language; those that hold something about people first. */
    List<RegisterSection> sections(Texts texts) {
        var byModule = declarations.stream().collect(Collectors.groupingBy(TraceRegister::module));
        return byModule.entrySet().stream()
                .map(module -> new RegisterSection(
                        module.getKey(),
                        texts.localize("traces.module." + module.getKey()),
                        module.getValue().stream()
                                .flatMap(declaration -> declaration.traces().stream())
                                .map(trace -> RegisterEntry.of(trace, texts))
                                .sorted(Comparator.comparing(entry -> !entry.personal()))
                                .toList()))
                .sorted(Comparator.comparing((RegisterSection s) -> s.module().equals(GROUND))
                        .thenComparing(s -> !s.personal())
                        .thenComparing(RegisterSection::title))
                .toList();
    }

    /** {@code tenders} for {@code org.maillage.tenders.TenderTraces}. */
    static String module(TraceDeclaration declaration) {
        String name = Objects.requireNonNull(declaration.getClass().getPackageName());
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
