package org.maillage.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.maillage.platform.Paris;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers and the facilitator know of providers, kept together. Who may come here is said on the routes. */
@Service
class ProviderEditing {
    private final Providers providers;
    private final ProviderReadings readings;
    private final DirectoryIndex index;
    private final Clock clock;

    ProviderEditing(Providers providers, ProviderReadings readings, DirectoryIndex index, Clock clock) {
        this.providers = providers;
        this.readings = readings;
        this.index = index;
        this.clock = clock;
    }

    /** @throws Refused by field, also when the provider is there already */
    @Transactional
    public Provider add(ProviderForm form) {
        Provider provider = readings.today().read(form.typed(), Provider.unknown(UUID.randomUUID(), today()));
        try {
            providers.add(provider, clock.instant());
        } catch (DuplicateKeyException e) {
            throw known(provider);
        }
        index.put(provider);
        return provider;
    }

    /**
     * @throws Refused by field
     * @throws StaleVersion when someone saved since {@code seen} was read
     */
    @Transactional
    public void save(UUID id, int seen, ProviderForm form) {
        Provider old = providers.find(id).orElseThrow(() -> new NotFound("provider"));
        if (old.version() != seen) throw new StaleVersion("provider");
        Provider provider = readings.today().read(form.typed(), old);
        try {
            providers.save(provider, clock.instant());
        } catch (DuplicateKeyException e) {
            throw known(provider);
        }
        index.put(provider);
    }

    /** All of it still holds: three more years. */
    @Transactional
    public void confirm(UUID id) {
        if (providers.find(id).isEmpty()) throw new NotFound("provider");
        providers.confirm(id, today(), clock.instant());
    }

    /** Erases it, in the search too: because it is wrong, or because they ask for it. */
    @Transactional
    public void remove(UUID id) {
        if (!providers.remove(id)) throw new NotFound("provider");
    }

    private static Refused known(Provider provider) {
        return provider.email().isEmpty()
                ? new Refused(Column.NAME.field(), "directory.provider.knownName")
                : new Refused(Column.EMAIL.field(), "directory.provider.knownEmail");
    }

    private LocalDate today() {
        return clock.instant().atZone(Paris.ZONE).toLocalDate();
    }
}
