package org.maillage.identity;

import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.network.Network;
import org.springframework.stereotype.Component;

/** What {@code network}, which stands below this module, holds about a person: who they are to it. */
@Component
class NetworkPersonalData implements PersonalData {
    private final Network network;

    NetworkPersonalData(Network network) {
        this.network = network;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public void gather(UUID id, Into archive) {
        network.person(id).ifPresent(person -> {
            var record = new LinkedHashMap<String, @Nullable Object>();
            record.put("id", person.id());
            record.put("account", person.account());
            record.put("name", person.name());
            record.put("title", person.title());
            record.put("email", person.email().text());
            record.put("role", person.role());
            record.put("dla", person.dla() == null ? null : person.dla().slug());
            archive.record("person", record);
        });
    }
}
