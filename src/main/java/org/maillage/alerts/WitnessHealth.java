package org.maillage.alerts;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * {@code DEGRADED} while a witness copy is missed: the platform serves pages, so it stays ready and alive, but someone
 * must look at its mail.
 */
@Component
class WitnessHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED", "A witness alert has not come back");
    private final Witness witness;

    WitnessHealth(Witness witness) {
        this.witness = witness;
    }

    @Override
    public Health health() {
        var missing = witness.missing();
        return (missing.isEmpty() ? Health.up() : Health.status(DEGRADED))
                .withDetail(
                        "missing",
                        missing.stream().map(WitnessCopies.Copy::letter).toList())
                .build();
    }
}
