package org.maillage.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.maillage.network.NetworkFile.PersonRow;
import org.maillage.platform.Demonstration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The fictional people of the demonstration, at {@code example.org} addresses. In production this bean does not exist. */
@Component
@Demonstration
class DemonstrationPeople {
    private final JsonMapper json;

    DemonstrationPeople(JsonMapper json) {
        this.json = json;
    }

    List<PersonRow> people() {
        try (InputStream file = new ClassPathResource("networks/demonstration-people.json").getInputStream()) {
            return json.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
