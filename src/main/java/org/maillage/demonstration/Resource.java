package org.maillage.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Hand-written rows: {@code demonstration/<name>.json}. */
final class Resource {
    private Resource() {}

    static <T> List<T> list(String name, Class<T> type) {
        var mapper = JsonMapper.shared();
        try (InputStream json = new ClassPathResource("demonstration/" + name + ".json").getInputStream()) {
            return mapper.readValue(json, mapper.getTypeFactory().constructCollectionType(List.class, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
