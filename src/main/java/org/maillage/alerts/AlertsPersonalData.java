package org.maillage.alerts;

import java.util.UUID;
import org.maillage.identity.PersonalData;
import org.maillage.network.Network;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A member who subscribed to alerts did so as anybody does, by an address: theirs is their own. */
@Component
class AlertsPersonalData implements PersonalData {
    private final Network network;
    private final Subscriptions subscriptions;
    private final Kept kept;
    private final JsonMapper json;

    AlertsPersonalData(Network network, Subscriptions subscriptions, Kept kept, JsonMapper json) {
        this.network = network;
        this.subscriptions = subscriptions;
        this.kept = kept;
        this.json = json;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public void gather(UUID person, Into archive) {
        network.person(person)
                .flatMap(member -> subscriptions.idOf(member.email()))
                .ifPresent(id -> archive.record("subscription", json.readTree(kept.of(id))));
    }
}
