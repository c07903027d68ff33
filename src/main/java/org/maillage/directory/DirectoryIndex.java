package org.maillage.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.maillage.kernel.Role;
import org.maillage.search.Audience;
import org.maillage.search.Entry;
import org.maillage.search.Kind;
import org.maillage.search.SearchIndex;
import org.maillage.search.SearchSource;
import org.maillage.web.Markdown;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Organisations of the directory in the search: partners, each offer with its own rights, known providers. */
@Component
class DirectoryIndex implements SearchSource {
    private static final Audience INSIDE = Audience.roles(Role.OFFICER, Role.FACILITATOR);
    private static final Audience PARTNERS = Audience.roles(Role.OFFICER, Role.FACILITATOR, Role.PARTNER);
    private static final Audience MEMBERS = Audience.roles(Role.values());

    private final Partners partners;
    private final Providers providers;
    private final SearchIndex index;
    private final Clock clock;

    DirectoryIndex(Partners partners, Providers providers, SearchIndex index, Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.index = index;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Provider provider) {
        index.put(entry(provider, clock.instant()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Partner partner) {
        index.put(entry(partner, clock.instant()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Offer offer, Partner by) {
        index.put(entry(offer, by, clock.instant()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Offer offer) {
        index.remove(Kind.ORGANISATION, "offer:" + offer.id());
    }

    @Override
    public Kind kind() {
        return Kind.ORGANISATION;
    }

    @Override
    @Transactional(readOnly = true)
    public void each(Consumer<Entry> entries) {
        Instant now = clock.instant();
        partners.each(partner -> {
            entries.accept(entry(partner, now));
            partners.offers(partner.id()).forEach(offer -> entries.accept(entry(offer, partner, now)));
        });
        providers.each(provider -> entries.accept(entry(provider, now)));
    }

    private static Entry entry(Provider provider, Instant now) {
        return new Entry(
                Kind.ORGANISATION,
                "provider:" + provider.id(),
                provider.path(),
                provider.name(),
                String.join(
                        " · ",
                        List.of(provider.contact(), provider.knownFrom()).stream()
                                .filter(s -> !s.isEmpty())
                                .toList()),
                provider.about(),
                provider.departments(),
                provider.domains().stream().map(Enum::name).toList(),
                INSIDE,
                now);
    }

    private static Entry entry(Partner partner, Instant now) {
        return new Entry(
                Kind.ORGANISATION,
                "partner:" + partner.id(),
                partner.path(),
                partner.name(),
                partner.about(),
                partner.website(),
                List.of(),
                List.of(),
                MEMBERS,
                now);
    }

    private static Entry entry(Offer offer, Partner by, Instant now) {
        return new Entry(
                Kind.ORGANISATION,
                "offer:" + offer.id(),
                by.path(),
                offer.title(),
                by.name() + (offer.publics().isEmpty() ? "" : " · " + offer.publics()),
                Jsoup.parse(Markdown.html(offer.text())).text(),
                offer.departments(),
                List.of(),
                offer.isPublic() ? MEMBERS : PARTNERS,
                now);
    }
}
