package org.maillage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** The modules use what they declare, without cycles; their diagram in docs/ is what the code is today. */
class ModulesTest {
    private static final Path SOURCE = Path.of("docs", "modules.puml");
    private final ApplicationModules modules = ApplicationModules.of(Maillage.class);

    @Test
    void modules_keep_to_what_they_declare() {
        modules.verify();
    }

    /** {@code mvn test -Dtest=ModulesTest -Ddocs.write=true} draws it anew. */
    @Test
    void the_diagram_follows_the_code() throws IOException {
        new Documenter(modules)
                // Everything stands on these two: their arrows would hide the others.
                .writeModulesAsPlantUml(DiagramOptions.defaults()
                        .withStyle(DiagramStyle.UML)
                        .withExclusions(
                                module -> module.getIdentifier().toString().matches("kernel|platform")));
        String drawn = "@startuml\n!pragma layout smetana\n"
                + Files.readString(Path.of("target", "spring-modulith-docs", "components.puml"))
                        .lines()
                        .filter(line -> !line.startsWith("@startuml") && !line.startsWith("title"))
                        .reduce("", (text, line) -> text + line + "\n");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(SOURCE, drawn);
            var svg = new ByteArrayOutputStream();
            new SourceStringReader(drawn).outputImage(svg, new FileFormatOption(FileFormat.SVG));
            Files.write(Path.of("docs", "modules.svg"), svg.toByteArray());
        }
        assertThat(sorted(drawn)).isEqualTo(sorted(Files.readString(SOURCE)));
    }

    private static String sorted(String diagram) {
        return String.join("\n", diagram.lines().sorted().toList());
    }
}
