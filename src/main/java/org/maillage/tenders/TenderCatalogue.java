package org.maillage.tenders;

import java.util.Optional;
import org.maillage.network.Network;
import org.springframework.stereotype.Service;

/** Reads published calls for everyone. */
@Service
public class TenderCatalogue {
    private final Tenders tenders;
    private final Network network;

    TenderCatalogue(Tenders tenders, Network network) {
        this.tenders = tenders;
        this.network = network;
    }

    /** A call with all that its page shows; empty when none was published under this reference. */
    public Optional<PublicTender> find(Reference reference) {
        return tenders.find(reference).map(this::show);
    }

    /** {@code tender} as its public page shows it, or would show it if it were published as it stands. */
    PublicTender show(Tender tender) {
        return new PublicTender(
                tender,
                network.dla(tender.dla()).orElseThrow(),
                tender.draft() ? java.util.List.of() : tenders.amendments(tender.id()));
    }
}
