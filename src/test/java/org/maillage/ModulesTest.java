package org.maillage;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules use what they declare, without cycles; their diagram is written for docs/architecture.md. */
class ModulesTest {
    private final ApplicationModules modules = ApplicationModules.of(Maillage.class);

    @Test
    void modules_keep_to_what_they_declare() {
        modules.verify();
    }

    @Test
    void the_diagram_follows_the_code() {
        new Documenter(modules).writeModulesAsPlantUml();
    }
}
