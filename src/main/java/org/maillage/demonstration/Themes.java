package org.maillage.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the hand-written themes. */
final class Themes {
    private Themes() {}

    static List<Theme> read() {
        var themes = new ArrayList<Theme>();
        for (int file = 1; file <= 2; file++)
            try (InputStream json = new ClassPathResource("demonstration/themes-" + file + ".json").getInputStream()) {
                themes.addAll(JsonMapper.shared().readValue(json, new TypeReference<List<Theme>>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        return List.copyOf(themes);
    }
}
